using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>Something that can be done to a row. <paramref name="Hidden"/> says what it is done to ("name").</summary>
public sealed record RowAction(string Href, IHtmlContent Text, string? Hidden = null);

/// <summary>One fact: what it is called and what it is.</summary>
public sealed record SummaryRow(IHtmlContent Key, IHtmlContent Value, IReadOnlyList<RowAction> Actions);

/// <summary>Facts about one thing.</summary>
public static class SummaryList
{
    public static TagBuilder Render(
        IReadOnlyList<SummaryRow> rows, IHtmlContent? cardTitle = null, int cardLevel = 2, IHtmlContent? cardActions = null,
        bool borders = true, IReadOnlyDictionary<string, string?>? attributes = null)
    {
        var anyActions = rows.Any(r => r.Actions.Count > 0);
        var list = Html.Tag("dl", Html.Join("govuk-summary-list", borders ? null : "govuk-summary-list--no-border")).With(attributes);
        foreach (var row in rows) list.With(Row(row, anyActions));
        if (cardTitle is null) return list;
        return Html.Tag("div", "govuk-summary-card")
            .With(Html.Tag("div", "govuk-summary-card__title-wrapper")
                .With(Html.Tag("h" + cardLevel, "govuk-summary-card__title").With(cardTitle)).With(cardActions))
            .With(Html.Tag("div", "govuk-summary-card__content").With(list));
    }

    private static TagBuilder Row(SummaryRow row, bool anyActions)
    {
        var tag = Html.Tag("div", Html.Join("govuk-summary-list__row",
                anyActions && row.Actions.Count == 0 ? "govuk-summary-list__row--no-actions" : null))
            .With(Html.Tag("dt", "govuk-summary-list__key").With(row.Key))
            .With(Html.Tag("dd", "govuk-summary-list__value").With(row.Value));
        if (row.Actions.Count == 0) return tag;
        var actions = Html.Tag("dd", "govuk-summary-list__actions");
        if (row.Actions.Count == 1) return tag.With(actions.With(Action(row.Actions[0])));
        var several = Html.Tag("ul", "govuk-summary-list__actions-list");
        foreach (var action in row.Actions)
            several.With(Html.Tag("li", "govuk-summary-list__actions-list-item").With(Action(action)));
        return tag.With(actions.With(several));
    }

    private static TagBuilder Action(RowAction action)
    {
        var link = Html.Tag("a", "govuk-link", ("href", action.Href)).With(action.Text);
        return action.Hidden is null ? link : link.With(Html.Hidden(" " + action.Hidden));
    }
}
