using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>Several controls under one legend.</summary>
public sealed record Fieldset
{
    public IHtmlContent? Legend { get; init; }
    public string? LegendClasses { get; init; }
    public bool IsHeading { get; init; }
    public string? DescribedBy { get; init; }
    public string? Role { get; init; }
    public string? Classes { get; init; }
    public IHtmlContent? Content { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    public static TagBuilder Render(Fieldset set)
    {
        var tag = Html.Tag("fieldset", Html.Join("govuk-fieldset", set.Classes), ("role", set.Role), ("aria-describedby", set.DescribedBy))
            .With(set.Attributes);
        if (set.Legend is not null)
        {
            IHtmlContent inner = set.IsHeading ? Html.Tag("h1", "govuk-fieldset__heading").With(set.Legend) : set.Legend;
            tag.With(Html.Tag("legend", Html.Join("govuk-fieldset__legend", set.LegendClasses)).With(inner));
        }
        return tag.With(set.Content);
    }
}
