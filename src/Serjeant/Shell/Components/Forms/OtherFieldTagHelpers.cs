using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>Choose a file, or several; with <c>drop</c>, a place to drop them.</summary>
[HtmlTargetElement("desk-file", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTagHelper : FieldTagHelper
{
    public bool Multiple { get; set; }
    public bool Drop { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rest = output.Rest();
        output.Become(FileField.Render(new()
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("label"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Multiple = Multiple,
            Drop = Drop,
            Disabled = Disabled,
            Attributes = rest,
        }));
    }
}

/// <summary>Fields that belong together, under a legend.</summary>
[HtmlTargetElement("desk-fieldset")]
public sealed class FieldsetTagHelper : TagHelper
{
    public string? Legend { get; set; }
    public bool Heading { get; set; }
    public string? Size { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Fieldset.Render(new()
        {
            Legend = Legend is null ? null : Html.Text(Legend),
            LegendClasses = Size is { } size ? "govuk-fieldset__legend--" + size : Heading ? "govuk-fieldset__legend--l" : "govuk-fieldset__legend--m",
            IsHeading = Heading,
            Content = inner,
            Attributes = output.Rest(),
        }));
    }
}

/// <summary>Something to press; with <c>href</c>, a link that looks like a button.</summary>
[HtmlTargetElement("desk-button")]
public sealed class ButtonTagHelper(IUrlHelperFactory urls) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The page handler that this button goes to, whatever the form's own is. Route values stay as they are.</summary>
    public string? Handler { get; set; }

    /// <summary>secondary, warning or quiet; the plain one is the page's main action.</summary>
    public string? Kind { get; set; }
    public bool Small { get; set; }
    public string? Href { get; set; }
    public string Type { get; set; } = "submit";
    public string? Name { get; set; }
    public string? Value { get; set; }
    public string? Id { get; set; }
    public bool Disabled { get; set; }
    /// <summary>A second press within a second does nothing. On for buttons that send a form.</summary>
    public bool? Once { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        if (Handler is not null)
            output.Attributes.SetAttribute("formaction", urls.GetUrlHelper(ViewContext).Page(null, Handler));
        output.Become(Button.Render(new()
        {
            Text = inner,
            Href = Href,
            Type = Type,
            Name = Name,
            Value = Value,
            Id = Id,
            Disabled = Disabled,
            PreventDoubleClick = Href is null && (Once ?? Type == "submit") ? true : null,
            Classes = Html.Join(
                Kind switch
                {
                    "secondary" => "govuk-button--secondary",
                    "warning" => "govuk-button--warning",
                    "quiet" => "desk-button--quiet",
                    null or "" => null,
                    _ => throw new InvalidOperationException($"A button cannot be '{Kind}'."),
                }, Small ? "desk-button--small" : null),
            Attributes = output.Rest(),
        }));
    }
}

/// <summary>Buttons and links in a row.</summary>
[HtmlTargetElement("desk-buttons")]
public sealed class ButtonsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Html.Tag("div", "govuk-button-group").With(output.Rest()).With(inner));
    }
}

/// <summary>A hint or an error on its own, for a field that a page writes by hand.</summary>
[HtmlTargetElement("desk-hint")]
[HtmlTargetElement("desk-error")]
public sealed class NoteTagHelper : TagHelper
{
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        IHtmlContent inner = await output.GetChildContentAsync();
        output.Become(context.TagName == "desk-hint" ? Field.HintElement(Id, inner) : Field.ErrorElement(Id, inner));
    }
}
