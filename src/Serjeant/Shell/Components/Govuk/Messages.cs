using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

using Attributes = IReadOnlyDictionary<string, string?>;

/// <summary>Pieces of a page that tell somebody something.</summary>
public static class Messages
{
    /// <summary>What has to be put right, each with a link to its field.</summary>
    public static TagBuilder ErrorSummary(
        IHtmlContent title, IEnumerable<(string? Href, IHtmlContent Text)> errors, IHtmlContent? description = null, Attributes? attributes = null)
    {
        var list = Html.Tag("ul", "govuk-list govuk-error-summary__list");
        var any = false;
        foreach (var (href, text) in errors)
        {
            any = true;
            list.With(Html.Tag("li").With(href is null ? text : Html.Tag("a", null, ("href", href)).With(text)));
        }
        var body = Html.Tag("div", "govuk-error-summary__body")
            .With(description is null ? null : Html.Tag("p").With(description)).With(any ? list : null);
        return Html.Tag("div", "govuk-error-summary", ("data-module", "govuk-error-summary")).With(attributes)
            .With(Html.Tag("div", null, ("role", "alert"))
                .With(Html.Tag("h2", "govuk-error-summary__title").With(title)).With(body));
    }

    public static TagBuilder Notice(
        IHtmlContent content, bool success = false, IHtmlContent? title = null, string titleId = "govuk-notification-banner-title",
        int headingLevel = 2, string? role = null, Attributes? attributes = null) =>
        Html.Tag("div", Html.Join("govuk-notification-banner", success ? "govuk-notification-banner--success" : null),
                ("role", role ?? (success ? "alert" : "region")), ("aria-labelledby", titleId), ("data-module", "govuk-notification-banner"))
            .With(attributes)
            .With(Html.Tag("div", "govuk-notification-banner__header")
                .With(Html.Tag("h" + headingLevel.ToString(CultureInfo.InvariantCulture), "govuk-notification-banner__title", ("id", titleId))
                    .With(title ?? Html.Text(success ? "Success" : "Important"))))
            .With(Html.Tag("div", "govuk-notification-banner__content").With(content));

    public static TagBuilder NoticeText(string text) => Html.Tag("p", "govuk-notification-banner__heading").With(text);

    public static TagBuilder Inset(IHtmlContent content, string? id = null, Attributes? attributes = null) =>
        Html.Tag("div", "govuk-inset-text", ("id", id)).With(attributes).With(content);

    public static TagBuilder Warning(IHtmlContent content, string hidden = "Warning", Attributes? attributes = null) =>
        Html.Tag("div", "govuk-warning-text").With(attributes)
            .With(Html.Tag("span", "govuk-warning-text__icon", ("aria-hidden", "true")).With("!"))
            .With(Html.Tag("strong", "govuk-warning-text__text").With(Html.Hidden(hidden)).With(" ").With(content));

    public static TagBuilder Details(
        IHtmlContent summary, IHtmlContent content, bool open = false, string? id = null, Attributes? attributes = null) =>
        Html.Tag("details", "govuk-details", ("id", id)).WithFlag("open", open).With(attributes)
            .With(Html.Tag("summary", "govuk-details__summary").With(Html.Tag("span", "govuk-details__summary-text").With(summary)))
            .With(Html.Tag("div", "govuk-details__text").With(content));

    public static TagBuilder Panel(IHtmlContent title, IHtmlContent? content = null, int headingLevel = 1, Attributes? attributes = null) =>
        Html.Tag("div", "govuk-panel govuk-panel--confirmation").With(attributes)
            .With(Html.Tag("h" + headingLevel.ToString(CultureInfo.InvariantCulture), "govuk-panel__title").With(title))
            .With(content is null ? null : Html.Tag("div", "govuk-panel__body").With(content));

    public static TagBuilder Label(IHtmlContent text, string? classes = null, Attributes? attributes = null) =>
        Html.Tag("strong", Html.Join("govuk-tag", classes)).With(attributes).With(text);
}
