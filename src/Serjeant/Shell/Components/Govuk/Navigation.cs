using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

using Attributes = IReadOnlyDictionary<string, string?>;

/// <summary>A page of a list. <paramref name="Href"/> null means a gap.</summary>
public sealed record PageLink(string? Number, string? Href, bool Current = false, string? Spoken = null);

/// <summary>Ways to other pages.</summary>
public static class Navigation
{
    public static TagBuilder BackLink(string href, IHtmlContent? text = null, Attributes? attributes = null) =>
        Html.Tag("a", "govuk-back-link", ("href", href)).With(attributes).With(text ?? Html.Text("Back"));

    public static TagBuilder SkipLink(string href, IHtmlContent text, Attributes? attributes = null) =>
        Html.Tag("a", "govuk-skip-link", ("href", href), ("data-module", "govuk-skip-link")).With(attributes).With(text);

    public static TagBuilder Breadcrumbs(
        IEnumerable<(string? Href, IHtmlContent Text)> items, bool collapse = false, string label = "Breadcrumb", Attributes? attributes = null)
    {
        var list = Html.Tag("ol", "govuk-breadcrumbs__list");
        foreach (var (href, text) in items)
        {
            list.With(href is null
                ? Html.Tag("li", "govuk-breadcrumbs__list-item", ("aria-current", "page")).With(text)
                : Html.Tag("li", "govuk-breadcrumbs__list-item").With(Html.Tag("a", "govuk-breadcrumbs__link", ("href", href)).With(text)));
        }
        return Html.Tag("nav", Html.Join("govuk-breadcrumbs", collapse ? "govuk-breadcrumbs--collapse-on-mobile" : null), ("aria-label", label))
            .With(attributes).With(list);
    }

    /// <summary>Previous and next, with numbered pages between them, or alone with a label under each.</summary>
    public static TagBuilder Pagination(
        string? previous, string? next, IReadOnlyList<PageLink>? pages = null,
        (string? Text, string? Label) previousWords = default, (string? Text, string? Label) nextWords = default,
        string label = "Pagination", Attributes? attributes = null)
    {
        var block = pages is null && (previous ?? next) is not null;
        var nav = Html.Tag("nav", Html.Join("govuk-pagination", block ? "govuk-pagination--block" : null), ("aria-label", label)).With(attributes);
        if (previous is not null) nav.With(Arrow(previous, "prev", "Previous", previousWords, block));
        if (pages is not null)
        {
            var list = Html.Tag("ul", "govuk-pagination__list");
            foreach (var page in pages) list.With(Page(page));
            nav.With(list);
        }
        if (next is not null) nav.With(Arrow(next, "next", "Next", nextWords, block));
        return nav;
    }

    private static TagBuilder Page(PageLink page)
    {
        if (page.Href is null) return Html.Tag("li", "govuk-pagination__item govuk-pagination__item--ellipsis").With("⋯");
        return Html.Tag("li", Html.Join("govuk-pagination__item", page.Current ? "govuk-pagination__item--current" : null))
            .With(Html.Tag("a", "govuk-link govuk-pagination__link", ("href", page.Href),
                ("aria-label", page.Spoken ?? "Page " + page.Number), ("aria-current", page.Current ? "page" : null)).With(page.Number));
    }

    private static TagBuilder Arrow(string href, string kind, string word, (string? Text, string? Label) words, bool block)
    {
        var icon = Icon(kind);
        var title = Html.Tag("span", Html.Join("govuk-pagination__link-title", block && words.Label is null ? "govuk-pagination__link-title--decorated" : null))
            .With(words.Text is null ? Html.All(Html.Text(word), Html.Hidden(" page")) : Html.Text(words.Text));
        var link = Html.Tag("a", "govuk-link govuk-pagination__link", ("href", href), ("rel", kind));
        if (block || kind == "prev") link.With(icon);
        link.With(title);
        if (block && words.Label is not null)
            link.With(Html.Hidden(":")).With(Html.Tag("span", "govuk-pagination__link-label").With(words.Label));
        if (!block && kind == "next") link.With(icon);
        return Html.Tag("div", "govuk-pagination__" + kind).With(link);
    }

    private static TagBuilder Icon(string kind) =>
        Html.Tag("svg", "govuk-pagination__icon govuk-pagination__icon--" + kind, ("xmlns", "http://www.w3.org/2000/svg"),
                ("height", "13"), ("width", "15"), ("aria-hidden", "true"), ("focusable", "false"), ("viewBox", "0 0 15 13"))
            .With(Html.Tag("path", null, ("d", kind == "prev"
                ? "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"
                : "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z")));

    public static TagBuilder Tabs(string title, IReadOnlyList<(string Id, IHtmlContent Label, IHtmlContent Content)> items, string? id = null, Attributes? attributes = null)
    {
        var tabs = Html.Tag("div", "govuk-tabs", ("id", id), ("data-module", "govuk-tabs")).With(attributes)
            .With(Html.Tag("h2", "govuk-tabs__title").With(title));
        if (items.Count == 0) return tabs;
        var list = Html.Tag("ul", "govuk-tabs__list");
        for (var i = 0; i < items.Count; i++)
            list.With(Html.Tag("li", Html.Join("govuk-tabs__list-item", i == 0 ? "govuk-tabs__list-item--selected" : null))
                .With(Html.Tag("a", "govuk-tabs__tab", ("href", "#" + items[i].Id)).With(items[i].Label)));
        tabs.With(list);
        for (var i = 0; i < items.Count; i++)
            tabs.With(Html.Tag("div", Html.Join("govuk-tabs__panel", i == 0 ? null : "govuk-tabs__panel--hidden"), ("id", items[i].Id)).With(items[i].Content));
        return tabs;
    }

    /// <summary>1 … 4 5 6 … 20: the first, the last, and the current with its neighbours. At most seven entries.</summary>
    public static IReadOnlyList<PageLink> Window(int current, int count, Func<int, string> address)
    {
        var shown = Enumerable.Range(1, count).Where(n => n == 1 || n == count || Math.Abs(n - current) <= 1).ToList();
        var links = new List<PageLink>();
        var last = 0;
        foreach (var n in shown)
        {
            if (n - last == 2) links.Add(Link(n - 1));
            else if (n - last > 2) links.Add(new(null, null));
            links.Add(Link(n));
            last = n;
        }
        return links;

        PageLink Link(int n) => new(n.ToString(CultureInfo.InvariantCulture), address(n), n == current);
    }
}
