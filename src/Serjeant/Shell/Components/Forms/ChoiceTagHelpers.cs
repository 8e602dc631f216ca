using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>One of the things to choose. What is inside it shows only while it is chosen.</summary>
[HtmlTargetElement("desk-radio", ParentTag = "desk-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
[HtmlTargetElement("desk-checkbox", ParentTag = "desk-checkboxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public bool Disabled { get; set; }
    /// <summary>Says whether it is chosen, whatever the model says.</summary>
    public bool? Checked { get; set; }
    /// <summary>Choosing it clears the others.</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = (ChoiceList)context.Items[typeof(ChoiceList)];
        var inner = await output.GetChildContentAsync();
        list.Items.Add(new()
        {
            Value = Value,
            Text = Html.Text(Label),
            Hint = Hint is null ? null : Html.Text(Hint),
            Checked = Checked ?? list.Chosen.Contains(Value),
            Disabled = Disabled,
            Exclusive = Exclusive,
            Conditional = inner.IsEmptyOrWhiteSpace ? null : new HtmlString(inner.GetContent()),
            Attributes = output.Rest(),
        });
        output.SuppressOutput();
    }
}

/// <summary>A word between choices: "or".</summary>
[HtmlTargetElement("desk-divider")]
public sealed class DividerTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        ((ChoiceList)context.Items[typeof(ChoiceList)]).Items.Add(new() { Text = new HtmlString(inner.GetContent()), IsDivider = true });
        output.SuppressOutput();
    }
}

/// <summary>What the choices inside a list add themselves to.</summary>
internal sealed record ChoiceList(IReadOnlySet<string> Chosen)
{
    public List<Choice> Items { get; } = [];
}
