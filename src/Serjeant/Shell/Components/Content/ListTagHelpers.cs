using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Content;

/// <summary>Facts about one thing, row by row; with <c>title</c>, as a card.</summary>
[HtmlTargetElement("desk-summary")]
public sealed class SummaryTagHelper : TagHelper
{
    public string? Title { get; set; }
    public int Level { get; set; } = 2;
    public bool Borders { get; set; } = true;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new List<SummaryRow>();
        context.Items[typeof(SummaryRow)] = rows;
        await output.GetChildContentAsync();
        output.Become(SummaryList.Render(rows, Title is null ? null : Html.Text(Title), Level, borders: Borders, attributes: output.Rest()));
    }
}

/// <summary>One fact. The value is <c>value</c>, or what is inside.</summary>
[HtmlTargetElement("desk-row", ParentTag = "desk-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RowTagHelper : TagHelper
{
    public string Key { get; set; } = "";
    public string? Value { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = new List<RowAction>();
        context.Items[typeof(RowAction)] = actions;
        var inner = await output.GetChildContentAsync();
        IHtmlContent value = Value is null ? new HtmlString(inner.GetContent()) : Html.Text(Value);
        ((List<SummaryRow>)context.Items[typeof(SummaryRow)]).Add(new(Html.Text(Key), value, actions));
        output.SuppressOutput();
    }
}

/// <summary>Something that can be done to a row. <c>hidden</c> says to what, for who cannot see the row.</summary>
[HtmlTargetElement("desk-action", ParentTag = "desk-row")]
public sealed class ActionTagHelper : TagHelper
{
    public string Href { get; set; } = "";
    public string? Hidden { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        ((List<RowAction>)context.Items[typeof(RowAction)]).Add(new(Href, new HtmlString(inner.GetContent()), Hidden));
        output.SuppressOutput();
    }
}

/// <summary>A table that scrolls within itself on a narrow screen; with <c>stack</c>, its rows become blocks there.</summary>
[HtmlTargetElement("desk-table")]
public sealed class TableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";
    /// <summary>The caption is read out but not shown.</summary>
    public bool CaptionHidden { get; set; }
    public bool Stack { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        var table = Html.Tag("table").With(output.Rest())
            .With(Html.Tag("caption", CaptionHidden ? "govuk-visually-hidden" : null).With(Caption)).With(inner);
        // What scrolls must be reachable by keyboard, and so needs a name.
        output.Become(Html.Tag("div", Html.Join("desk-table", Stack ? "desk-table--stack" : null),
            ("role", "region"), ("aria-label", Caption), ("tabindex", "0")).With(table));
    }
}

/// <summary>Panels behind tabs; one below another without JavaScript.</summary>
[HtmlTargetElement("desk-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    public string Title { get; set; } = "Contents";
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tabs = new List<(string, IHtmlContent, IHtmlContent)>();
        context.Items[typeof(TabTagHelper)] = tabs;
        await output.GetChildContentAsync();
        output.Become(Navigation.Tabs(Title, tabs, Id, output.Rest()));
    }
}

/// <summary>One panel.</summary>
[HtmlTargetElement("desk-tab", ParentTag = "desk-tabs")]
public sealed class TabTagHelper : TagHelper
{
    public string Id { get; set; } = "";
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        ((List<(string, IHtmlContent, IHtmlContent)>)context.Items[typeof(TabTagHelper)]).Add((Id, Html.Text(Label), new HtmlString(inner.GetContent())));
        output.SuppressOutput();
    }
}

/// <summary>How far something is. With <c>src</c>, asks again every two seconds until the answer no longer asks.</summary>
[HtmlTargetElement("desk-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper : TagHelper
{
    public string Label { get; set; } = "";
    /// <summary>Null while it cannot be known.</summary>
    public long? Value { get; set; }
    public long? Max { get; set; }
    /// <summary>Words for the count, such as "120 of 400 messages". Made from value and max when not given.</summary>
    public string? Count { get; set; }
    /// <summary>Where a fresh copy of this very element comes from. Leave it out of the last copy.</summary>
    public string? Src { get; set; }
    public string? Id { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = Id ?? "progress-" + context.UniqueId;
        var bar = Html.Tag("progress", null, ("aria-labelledby", id + "-label"), ("max", Text(Max)), ("value", Text(Value)));
        var count = Count ?? (Value is null || Max is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Value:N0} of {Max:N0}"));
        output.Become(Html.Tag("div", "desk-progress", ("id", id), ("hx-get", Src), ("hx-trigger", Src is null ? null : "every 2s"),
                ("hx-swap", Src is null ? null : "outerHTML")).With(output.Rest())
            .With(Html.Tag("div", "desk-progress__label").With(Html.Tag("span", null, ("id", id + "-label")).With(Label))
                .With(Html.Tag("span", "desk-progress__count", ("role", "status")).With(count)))
            .With(bar));
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
