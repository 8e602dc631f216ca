using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>One line of text.</summary>
public sealed record TextInput : Field
{
    public string Type { get; init; } = "text";
    public string? Value { get; init; }
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public string? Pattern { get; init; }
    public string? Autocapitalize { get; init; }
    public bool? Spellcheck { get; init; }
    public IHtmlContent? Prefix { get; init; }
    public IHtmlContent? Suffix { get; init; }

    public static TagBuilder Render(TextInput field) => field.Group(Control(field));

    internal static IHtmlContent Control(TextInput field, string? extraClasses = null)
    {
        var input = Html.Tag("input", Html.Join("govuk-input", extraClasses, field.Classes, field.Error is null ? null : "govuk-input--error"),
                ("id", field.EffectiveId), ("name", field.Name), ("type", field.Type), ("value", field.Value),
                ("spellcheck", field.Spellcheck switch { true => "true", false => "false", null => null }),
                ("aria-describedby", field.Descriptions), ("autocomplete", field.Autocomplete),
                ("autocapitalize", field.Autocapitalize), ("pattern", field.Pattern), ("inputmode", field.InputMode))
            .WithFlag("disabled", field.Disabled).With(field.Attributes);
        if (field.Prefix is null && field.Suffix is null) return input;
        return Html.Tag("div", "govuk-input__wrapper")
            .With(Affix(field.Prefix, "prefix")).With(input).With(Affix(field.Suffix, "suffix"));
    }

    private static TagBuilder? Affix(IHtmlContent? content, string kind) =>
        content is null ? null : Html.Tag("div", "govuk-input__" + kind, ("aria-hidden", "true")).With(content);
}

/// <summary>A password, with a button that shows it. The value is never sent back to the browser.</summary>
public sealed record PasswordInput : Field
{
    public string Autocomplete { get; init; } = "current-password";

    public static TagBuilder Render(PasswordInput field)
    {
        var input = Html.Tag("input",
                Html.Join("govuk-input govuk-password-input__input govuk-js-password-input-input", field.Classes, field.Error is null ? null : "govuk-input--error"),
                ("id", field.EffectiveId), ("name", field.Name), ("type", "password"), ("spellcheck", "false"),
                ("aria-describedby", field.Descriptions), ("autocomplete", field.Autocomplete), ("autocapitalize", "none"))
            .WithFlag("disabled", field.Disabled).With(field.Attributes);
        var button = Html.Tag("button",
                "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
                ("type", "button"), ("data-module", "govuk-button"), ("aria-controls", field.EffectiveId), ("aria-label", "Show password"), ("hidden", ""))
            .With("Show");
        var group = field.Group(
            Html.Tag("div", "govuk-input__wrapper govuk-password-input__wrapper").With(input).With(button), "govuk-password-input");
        group.Attributes["data-module"] = "govuk-password-input";
        return group;
    }
}

/// <summary>Several lines of text, with a running count where there is a limit.</summary>
public sealed record Textarea : Field
{
    public string? Value { get; init; }
    public int Rows { get; init; } = 5;
    public string? Autocomplete { get; init; }
    public bool? Spellcheck { get; init; }
    public int? MaxLength { get; init; }
    public int? MaxWords { get; init; }
    public int? Threshold { get; init; }

    public static TagBuilder Render(Textarea field)
    {
        var limit = field.MaxWords ?? field.MaxLength;
        var described = limit is null ? field.Descriptions
            : (field with { DescribedBy = Html.Join(field.DescribedBy, field.EffectiveId + "-info") }).Descriptions;
        var area = Html.Tag("textarea",
                Html.Join("govuk-textarea", field.Error is null ? null : "govuk-textarea--error", limit is null ? null : "govuk-js-character-count", field.Classes),
                ("id", field.EffectiveId), ("name", field.Name), ("rows", field.Rows.ToString(CultureInfo.InvariantCulture)),
                ("spellcheck", field.Spellcheck switch { true => "true", false => "false", null => null }),
                ("aria-describedby", described), ("autocomplete", field.Autocomplete))
            .WithFlag("disabled", field.Disabled).With(field.Attributes)
            // A leading line break is eaten by the parser, so one of our own goes first for it to eat.
            .With(field.Value is ['\n' or '\r', ..] ? "\n" : "").With(field.Value);
        if (limit is null) return field.Group(area);

        var kind = field.MaxWords is null ? "characters" : "words";
        var info = Field.HintElement(field.EffectiveId + "-info",
            Html.Text(string.Create(CultureInfo.InvariantCulture, $"You can enter up to {limit} {kind}")), "govuk-character-count__message");
        var group = field.Group(Html.All(area, info), "govuk-character-count");
        group.Attributes["data-module"] = "govuk-character-count";
        if (field.MaxWords is not null) group.Attributes["data-maxwords"] = Number(field.MaxWords);
        if (field.MaxLength is not null) group.Attributes["data-maxlength"] = Number(field.MaxLength);
        if (field.MaxWords is not null) group.Attributes["data-count-type"] = "words";
        if (field.Threshold is not null) group.Attributes["data-threshold"] = Number(field.Threshold);
        return group;
    }

    private static string Number(int? value) => value!.Value.ToString(CultureInfo.InvariantCulture);
}
