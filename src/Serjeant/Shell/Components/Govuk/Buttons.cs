using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>Something to press. With an address it is a link that looks like a button.</summary>
public sealed record Button
{
    public required IHtmlContent Text { get; init; }
    public string? Href { get; init; }
    public string Type { get; init; } = "submit";
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public bool Disabled { get; init; }
    public bool? PreventDoubleClick { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public static TagBuilder Render(Button button)
    {
        var tag = button.Href is not null
            ? Html.Tag("a", null, ("href", button.Href), ("role", "button"), ("draggable", "false"))
            : Html.Tag("button", null, ("type", button.Type), ("value", button.Value), ("name", button.Name),
                    ("aria-disabled", button.Disabled ? "true" : null),
                    ("data-prevent-double-click", button.PreventDoubleClick switch { true => "true", false => "false", null => null }))
                .WithFlag("disabled", button.Disabled);
        tag.Attributes["class"] = Html.Join("govuk-button", button.Classes);
        tag.Attributes["data-module"] = "govuk-button";
        if (button.Id is not null) tag.Attributes["id"] = button.Id;
        return tag.With(button.Attributes).With(button.Text);
    }

    /// <summary>The way out of the page when somebody walks in: leaves no trace of the page in the tab's history.</summary>
    public static TagBuilder ExitThisPage(string href, IHtmlContent? text = null, string? id = null, string? classes = null, IReadOnlyDictionary<string, string?>? attributes = null) =>
        Html.Tag("div", Html.Join("govuk-exit-this-page", classes), ("id", id), ("data-module", "govuk-exit-this-page"))
            .With(attributes)
            .With(Render(new()
            {
                Text = text ?? Html.All(Html.Hidden("Emergency"), Html.Text(" Exit this page")),
                Href = href,
                Classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
                Attributes = new Dictionary<string, string?> { ["rel"] = "nofollow noreferrer" },
            }));
}
