using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>Choose one (<c>desk-radios</c>) or several (<c>desk-checkboxes</c>).</summary>
[HtmlTargetElement("desk-radios")]
[HtmlTargetElement("desk-checkboxes")]
public sealed class ChoicesTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    /// <summary>Ready-made choices, before those written inside.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }
    public bool Inline { get; set; }
    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var block = context.TagName == "desk-radios" ? "radios" : "checkboxes";
        var chosen = Chosen();
        var list = new ChoiceList(chosen);
        context.Items[typeof(ChoiceList)] = list;
        foreach (var item in Items ?? [])
        {
            list.Items.Add(new()
            {
                Value = item.Value ?? item.Text,
                Text = Html.Text(item.Text),
                Checked = item.Selected || chosen.Contains(item.Value ?? item.Text),
                Disabled = item.Disabled,
            });
        }
        await output.GetChildContentAsync();
        var field = new Choices
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("fieldset__legend"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Classes = Html.Join(Inline ? $"govuk-{block}--inline" : null, Small ? $"govuk-{block}--small" : null),
            Disabled = Disabled,
            Items = list.Items,
            Attributes = output.Rest(),
        };
        output.Become(block == "radios" ? Choices.Radios(field) : Choices.Checkboxes(field));
    }

    private HashSet<string> Chosen()
    {
        var chosen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (State?.RawValue is { } raw)
        {
            foreach (var one in raw as string[] ?? [raw.ToString() ?? ""]) chosen.Add(one);
            return chosen;
        }
        if (Value is not null) chosen.Add(Value);
        else if (For?.Model is IEnumerable many and not string) foreach (var one in many) Add(one);
        else Add(For?.Model);
        return chosen;

        void Add(object? one)
        {
            if (one is null) return;
            chosen.Add(Convert.ToString(one, CultureInfo.InvariantCulture)!);
            // Html.GetEnumSelectList writes numbers, a page's own choices write names: both mean the same.
            if (one is Enum value) chosen.Add(value.ToString("D"));
        }
    }
}

/// <summary>One yes or no.</summary>
[HtmlTargetElement("desk-checkbox", TagStructure = TagStructure.NormalOrSelfClosing, Attributes = "for")]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    public override int Order => -1;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var on = State?.RawValue switch
        {
            string[] several => several.Contains("true", StringComparer.OrdinalIgnoreCase),
            string one => one.Equals("true", StringComparison.OrdinalIgnoreCase),
            _ => For?.Model is true,
        };
        var box = Choices.Checkboxes(new()
        {
            Name = FieldName,
            Id = FieldId,
            Error = ErrorContent,
            Items =
            [
                new()
                {
                    Value = "true",
                    Text = Html.Text(Label),
                    Hint = HintContent,
                    Checked = on,
                    Disabled = Disabled,
                    Attributes = output.Rest(),
                },
            ],
        });
        // A box that is not ticked posts nothing; this says false instead. The binder takes the first of two.
        output.Become(Html.All(box, Html.Tag("input", null, ("type", "hidden"), ("name", FieldName), ("value", "false"))));
    }
}

/// <summary>Choose one from a drop-down list.</summary>
[HtmlTargetElement("desk-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public IEnumerable<SelectListItem>? Items { get; set; }
    /// <summary>The words of a first, empty choice.</summary>
    public string? Empty { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var current = CurrentValue(Value);
        var number = State is null && For?.Model is Enum known ? known.ToString("D") : null;
        var items = new List<(string? Value, string Text, bool Selected, bool Disabled)>();
        if (Empty is not null) items.Add(("", Empty, string.IsNullOrEmpty(current), false));
        foreach (var item in Items ?? [])
        {
            var value = item.Value ?? item.Text;
            items.Add((item.Value, item.Text, item.Selected || value == current || (number is not null && value == number), item.Disabled));
        }
        var inner = await output.GetChildContentAsync();
        output.Become(SelectField.Render(new()
        {
            Name = FieldName,
            Id = FieldId,
            Label = LabelContent,
            LabelClasses = LabelClasses("label"),
            IsHeading = Heading,
            Hint = HintContent,
            Error = ErrorContent,
            Disabled = Disabled,
            Items = items,
            Options = inner,
            Attributes = output.Rest(),
        }));
    }
}
