using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>What every form field has: a name, a label, perhaps a hint and an error, and how they are tied together.</summary>
public record Field
{
    public required string Name { get; init; }
    public string? Id { get; init; }
    public IHtmlContent? Label { get; init; }
    public string? LabelClasses { get; init; }
    /// <summary>The label is the page's only question, so it is also its heading.</summary>
    public bool IsHeading { get; init; }
    public IHtmlContent? Hint { get; init; }
    public IHtmlContent? Error { get; init; }
    public string? DescribedBy { get; init; }
    public string? Classes { get; init; }
    public string? GroupClasses { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public string EffectiveId => Id ?? Name;

    public string? Descriptions => Html.Join(
        DescribedBy, Hint is null ? null : EffectiveId + "-hint", Error is null ? null : EffectiveId + "-error");

    /// <summary>The group with label, hint and error above the control.</summary>
    public TagBuilder Group(IHtmlContent control, string? extraClasses = null) =>
        GroupElement(extraClasses).With(Html.All(LabelElement(), HintElement(), ErrorElement(), control));

    /// <summary>The group in which the label is a legend round several controls.</summary>
    public TagBuilder FieldsetGroup(IHtmlContent controls, bool asGroup = false)
    {
        var inner = Html.All(HintElement(), ErrorElement(), controls);
        if (Label is null) return GroupElement().With(inner);
        return GroupElement().With(Fieldset.Render(new()
        {
            Legend = Label,
            LegendClasses = LabelClasses,
            IsHeading = IsHeading,
            DescribedBy = Descriptions,
            Role = asGroup ? "group" : null,
            Content = inner,
        }));
    }

    private TagBuilder GroupElement(string? extra = null) =>
        Html.Tag("div", Html.Join("govuk-form-group", Error is null ? null : "govuk-form-group--error", extra, GroupClasses));

    private IHtmlContent? LabelElement()
    {
        if (Label is null) return null;
        var label = LabelFor(EffectiveId, Label, LabelClasses);
        return IsHeading ? Html.Tag("h1", "govuk-label-wrapper").With(label) : label;
    }

    public static TagBuilder LabelFor(string id, IHtmlContent text, string? classes) =>
        Html.Tag("label", Html.Join("govuk-label", classes), ("for", id)).With(text);

    private TagBuilder? HintElement() => Hint is null ? null : HintElement(EffectiveId + "-hint", Hint);

    public static TagBuilder HintElement(string? id, IHtmlContent text, string? classes = null) =>
        Html.Tag("div", Html.Join("govuk-hint", classes), ("id", id)).With(text);

    private TagBuilder? ErrorElement() => Error is null ? null : ErrorElement(EffectiveId + "-error", Error);

    public static TagBuilder ErrorElement(string? id, IHtmlContent text, string? classes = null, string hidden = "Error") =>
        Html.Tag("p", Html.Join("govuk-error-message", classes), ("id", id))
            .With(hidden.Length == 0 ? null : Html.Hidden(hidden + ":")).With(hidden.Length == 0 ? "" : " ").With(text);
}
