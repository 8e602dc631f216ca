using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>One line of text.</summary>
[HtmlTargetElement("desk-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : FieldTagHelper
{
    public string Type { get; set; } = "text";
    public string? Value { get; set; }
    public string? Autocomplete { get; set; }
    [HtmlAttributeName("inputmode")] public string? InputMode { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }
    /// <summary>About how many characters are expected: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }
    public bool? Spellcheck { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rest = output.Rest();
        output.Become(TextInput.Render(new()
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("label"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Type = Type,
            Value = Type == "password" ? null : CurrentValue(Value),
            Autocomplete = Autocomplete,
            InputMode = InputMode,
            Spellcheck = Spellcheck ?? (Type is "email" or "url" ? false : null),
            Prefix = Prefix is null ? null : Html.Text(Prefix),
            Suffix = Suffix is null ? null : Html.Text(Suffix),
            Classes = Width is null ? null : "govuk-input--width-" + Width.Value.ToString(CultureInfo.InvariantCulture),
            Disabled = Disabled,
            Attributes = rest,
        }));
    }
}

/// <summary>A password, with a button that shows it. Never filled in by the server.</summary>
[HtmlTargetElement("desk-password", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PasswordTagHelper : FieldTagHelper
{
    public string Autocomplete { get; set; } = "current-password";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rest = output.Rest();
        output.Become(PasswordInput.Render(new()
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("label"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Autocomplete = Autocomplete,
            Disabled = Disabled,
            Attributes = rest,
        }));
    }
}

/// <summary>Several lines of text; with <c>max-length</c> or <c>max-words</c>, a running count.</summary>
[HtmlTargetElement("desk-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public int Rows { get; set; } = 5;
    public int? MaxLength { get; set; }
    public int? MaxWords { get; set; }
    public string? Autocomplete { get; set; }
    public bool? Spellcheck { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rest = output.Rest();
        output.Become(Textarea.Render(new()
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("label"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Value = CurrentValue(Value),
            Rows = Rows,
            MaxLength = MaxLength,
            MaxWords = MaxWords,
            Autocomplete = Autocomplete,
            Spellcheck = Spellcheck,
            Disabled = Disabled,
            Attributes = rest,
        }));
    }
}
