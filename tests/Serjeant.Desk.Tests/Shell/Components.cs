using Microsoft.AspNetCore.Html;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>From a fixture's options to our component. What is not read here is not offered.</summary>
internal static class Components
{
    public static IHtmlContent Draw(string component, Options o) => component switch
    {
        "input" => TextInput.Render(new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("id"),
            Label = Label(o, out var classes, out var heading),
            LabelClasses = classes,
            IsHeading = heading,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = o.NonEmpty("describedBy"),
            Classes = o.Text("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Disabled = o.Flag("disabled"),
            Attributes = o.Attributes(),
            Type = o.NonEmpty("type") ?? "text",
            Value = o.Text("value"),
            Autocomplete = o.NonEmpty("autocomplete"),
            InputMode = o.NonEmpty("inputmode"),
            Pattern = o.NonEmpty("pattern"),
            Autocapitalize = o.NonEmpty("autocapitalize"),
            Spellcheck = o.Maybe("spellcheck"),
            Prefix = Inner(o, "prefix"),
            Suffix = Inner(o, "suffix"),
        }),
        "password-input" => PasswordInput.Render(new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("id"),
            Label = Label(o, out var classes, out var heading),
            LabelClasses = classes,
            IsHeading = heading,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = o.NonEmpty("describedBy"),
            Classes = o.Text("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Disabled = o.Flag("disabled"),
            Attributes = o.Attributes(),
            Autocomplete = o.NonEmpty("autocomplete") ?? "current-password",
        }),
        "character-count" when !o.Has("maxlength") && !o.Has("maxwords") => throw new Options.Unsupported("a count without a limit"),
        "textarea" or "character-count" => Textarea.Render(new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("id"),
            Label = Label(o, out var classes, out var heading),
            LabelClasses = classes,
            IsHeading = heading,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = o.NonEmpty("describedBy"),
            Classes = o.Text("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Disabled = o.Flag("disabled"),
            Attributes = o.Attributes(),
            Value = o.Text("value"),
            Rows = o.Number("rows") ?? 5,
            Autocomplete = o.NonEmpty("autocomplete"),
            Spellcheck = o.Maybe("spellcheck"),
            MaxLength = o.Number("maxlength"),
            MaxWords = o.Number("maxwords"),
            Threshold = o.Number("threshold"),
        }),
        "file-upload" => FileField.Render(new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("id"),
            Label = Label(o, out var classes, out var heading),
            LabelClasses = classes,
            IsHeading = heading,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = o.NonEmpty("describedBy"),
            Classes = o.Text("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Disabled = o.Flag("disabled"),
            Multiple = o.Flag("multiple"),
            Attributes = o.Attributes(),
        }),
        "select" => Select(o),
        "radios" => Choices.Radios(Choice(o, "value")),
        "checkboxes" => Choices.Checkboxes(Choice(o, "values")),
        "fieldset" => Fieldset.Render(new()
        {
            Legend = o.Child("legend") is { } l ? l.Content() : null,
            LegendClasses = o.Child("legend")?.Text("classes"),
            IsHeading = o.Child("legend")?.Flag("isPageHeading") ?? false,
            DescribedBy = o.NonEmpty("describedBy"),
            Role = o.NonEmpty("role"),
            Classes = o.Text("classes"),
            Attributes = o.Attributes(),
            Content = o.NonEmpty("html") is { } html ? new HtmlString(html) : null,
        }),
        "button" => Button.Render(new()
        {
            Text = o.Content() ?? Html.Text(""),
            Href = o.NonEmpty("href"),
            Type = o.NonEmpty("type") ?? "submit",
            Name = o.NonEmpty("name"),
            Value = o.NonEmpty("value"),
            Id = o.NonEmpty("id"),
            Classes = o.NonEmpty("classes"),
            Disabled = o.Flag("disabled"),
            PreventDoubleClick = o.Maybe("preventDoubleClick"),
            Attributes = o.Attributes(),
        }),
        "hint" => Field.HintElement(o.NonEmpty("id"), o.Content()!, o.NonEmpty("classes")),
        "error-message" => Field.ErrorElement(o.NonEmpty("id"), o.Content()!, o.NonEmpty("classes"), o.Maybe("visuallyHiddenText") is false ? "" : "Error"),
        "error-summary" => Messages.ErrorSummary(o.Content("titleText", "titleHtml")!,
            [.. o.List("errorList").Select(e => (e.NonEmpty("href"), e.Content()!))], o.Content("descriptionText", "descriptionHtml"), o.Attributes()),
        "notification-banner" => Messages.Notice(
            o.NonEmpty("html") is { } html ? new HtmlString(html) : o.NonEmpty("text") is { } text ? Messages.NoticeText(text) : HtmlString.Empty,
            o.Text("type") == "success", o.Content("titleText", "titleHtml"), o.NonEmpty("titleId") ?? "govuk-notification-banner-title",
            o.Number("titleHeadingLevel") ?? 2, o.NonEmpty("role"), o.Attributes()),
        "inset-text" => Messages.Inset(o.Content() ?? HtmlString.Empty, o.NonEmpty("id"), o.Attributes()),
        "warning-text" => Messages.Warning(o.Content() ?? HtmlString.Empty, o.NonEmpty("iconFallbackText") ?? "Warning", o.Attributes()),
        "details" => Messages.Details(o.Content("summaryText", "summaryHtml")!, o.Content()!, o.Flag("open"), o.NonEmpty("id"), o.Attributes()),
        "panel" => Messages.Panel(o.Content("titleText", "titleHtml")!, o.Content(), o.Number("headingLevel") ?? 1, o.Attributes()),
        "tag" => Messages.Label(o.Content()!, o.NonEmpty("classes"), o.Attributes()),
        "back-link" => Navigation.BackLink(o.NonEmpty("href") ?? "#", o.Content(), o.Attributes()),
        "skip-link" => Navigation.SkipLink(o.NonEmpty("href") ?? "#content", o.Content()!, o.Attributes()),
        "breadcrumbs" => Navigation.Breadcrumbs([.. o.List("items").Select(i => (i.NonEmpty("href"), i.Content()!))],
            o.Flag("collapseOnMobile"), o.NonEmpty("labelText") ?? "Breadcrumb", o.Attributes()),
        "pagination" => Pagination(o),
        "tabs" => Navigation.Tabs(o.NonEmpty("title") ?? "Contents", [.. o.List("items").Select((i, n) => Tab(o, i, n))], o.NonEmpty("id"), o.Attributes()),
        "summary-list" => SummaryList.Render([.. o.List("rows").Select(Row)], o.Child("card")?.Child("title")?.Content(), o.Child("card")?.Child("title")?.Number("headingLevel") ?? 2, attributes: o.Attributes()),
        "exit-this-page" => Button.ExitThisPage(o.NonEmpty("redirectUrl") ?? "https://www.bbc.co.uk/weather", o.Content(), o.NonEmpty("id"), o.NonEmpty("classes"), o.Attributes()),
        _ => throw new ArgumentException(component),
    };

    private static IHtmlContent? Inner(Options o, string name) => o.Child(name)?.Content();

    private static IHtmlContent? Label(Options o, out string? classes, out bool heading, string name = "label")
    {
        var label = o.Child(name);
        classes = label?.NonEmpty("classes");
        heading = label?.Flag("isPageHeading") ?? false;
        // The design system lets a label name a field, but always writes the field's own id.
        _ = label?.Text("for");
        return label?.Content();
    }

    private static SelectField Blank(Options o, out string? current)
    {
        current = o.NonEmpty("value");
        return new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("id"),
            Label = Label(o, out var classes, out var heading),
            LabelClasses = classes,
            IsHeading = heading,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = o.NonEmpty("describedBy"),
            Classes = o.Text("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Disabled = o.Flag("disabled"),
            Attributes = o.Attributes(),
        };
    }

    private static IHtmlContent Select(Options o)
    {
        var field = Blank(o, out var current);
        return SelectField.Render(field with
        {
            Items = [.. o.List("items").Select(i => (Value: i.Text("value"), Text: i.Text("text") ?? "", i.Maybe("selected"), i.Flag("disabled")))
                .Select(i => (i.Value, i.Text, i.Item3 ?? (current is not null && (i.Value ?? i.Text) == current), i.Item4))],
        });
    }

    private static Choices Choice(Options o, string chosen)
    {
        var values = chosen == "value" ? o.NonEmpty("value") is { } one ? [one] : [] : o.Words(chosen);
        var fieldset = o.Child("fieldset");
        if (fieldset is not null && fieldset.Child("legend") is null) throw new Options.Unsupported("a fieldset without a legend");
        var legend = fieldset is null ? null : Label(fieldset, out _, out _, "legend");
        return new()
        {
            Name = o.Text("name")!,
            Id = o.NonEmpty("idPrefix"),
            Label = legend,
            LabelClasses = fieldset?.Child("legend")?.NonEmpty("classes"),
            IsHeading = fieldset?.Child("legend")?.Flag("isPageHeading") ?? false,
            Hint = Inner(o, "hint"),
            Error = Inner(o, "errorMessage"),
            DescribedBy = fieldset?.NonEmpty("describedBy") ?? (o.Has("describedBy") ? o.NonEmpty("describedBy") : null),
            Classes = o.NonEmpty("classes"),
            GroupClasses = o.Child("formGroup")?.Text("classes"),
            Attributes = o.Attributes(),
            Items = [.. o.List("items").Select(i => i.NonEmpty("divider") is { } or ? new Choice { Text = Html.Text(or), IsDivider = true } : new Choice
            {
                Value = i.Text("value") ?? "", Text = i.Content() ?? Html.Text(""), Hint = Inner(i, "hint"), Id = i.NonEmpty("id"), Name = i.NonEmpty("name"),
                Checked = i.Maybe("checked") ?? values.Contains(i.Text("value") ?? ""), Disabled = i.Flag("disabled"), Exclusive = i.Text("behaviour") == "exclusive",
                Conditional = i.Revealed("conditional"), Attributes = i.Attributes(),
            })],
        };
    }

    private static IHtmlContent? Revealed(this Options item, string name) => item.Child(name)?.NonEmpty("html") is { } html ? new HtmlString(html) : null;

    private static IHtmlContent Pagination(Options o)
    {
        var (previous, next) = (o.Child("previous"), o.Child("next"));
        var pages = o.Has("items") ? o.List("items").Select(i => i.Flag("ellipsis") ? new PageLink(null, null)
            : new PageLink(i.Text("number"), i.Text("href"), i.Flag("current"), i.NonEmpty("visuallyHiddenText"))).ToList() : null;
        return Navigation.Pagination(previous?.NonEmpty("href"), next?.NonEmpty("href"), pages,
            (previous?.NonEmpty("text"), previous?.NonEmpty("labelText")), (next?.NonEmpty("text"), next?.NonEmpty("labelText")),
            o.NonEmpty("landmarkLabel") ?? "Pagination", o.Attributes());
    }

    private static (string Id, IHtmlContent Label, IHtmlContent Content) Tab(Options o, Options item, int index)
    {
        var panel = item.Child("panel") ?? throw new Options.Unsupported("a tab without a panel");
        IHtmlContent content = panel.NonEmpty("html") is { } html ? new HtmlString(html)
            : Html.Tag("p", "govuk-body").With(panel.NonEmpty("text") ?? throw new Options.Unsupported("an empty panel"));
        return (item.NonEmpty("id") ?? $"{o.NonEmpty("idPrefix")}-{index + 1}", Html.Text(item.Text("label")), content);
    }

    private static SummaryRow Row(Options row)
    {
        var actions = row.Child("actions")?.List("items") ?? [];
        return new(row.Child("key")!.Content()!, row.Child("value")?.Content() ?? HtmlString.Empty,
            [.. actions.Select(a => new RowAction(a.Text("href") ?? "#", a.Content()!, a.NonEmpty("visuallyHiddenText")))]);
    }
}
