using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Frame;

/// <summary>One page back.</summary>
[HtmlTargetElement("desk-back")]
public sealed class BackTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Navigation.BackLink(Href, inner.IsEmptyOrWhiteSpace ? null : inner, output.Rest()));
    }
}

/// <summary>Straight to the content, for who goes by keyboard.</summary>
[HtmlTargetElement("desk-skip")]
public sealed class SkipTagHelper : TagHelper
{
    public string Href { get; set; } = "#main";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Navigation.SkipLink(Href, inner, output.Rest()));
    }
}

/// <summary>Where this page is.</summary>
[HtmlTargetElement("desk-crumbs")]
public sealed class CrumbsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = new List<(string?, IHtmlContent)>();
        context.Items[typeof(CrumbTagHelper)] = crumbs;
        await output.GetChildContentAsync();
        output.Become(Navigation.Breadcrumbs(crumbs, attributes: output.Rest()));
    }
}

/// <summary>One step of the way; the last has no address.</summary>
[HtmlTargetElement("desk-crumb", ParentTag = "desk-crumbs")]
public sealed class CrumbTagHelper : TagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        ((List<(string?, IHtmlContent)>)context.Items[typeof(CrumbTagHelper)]).Add((Href, new HtmlString(inner.GetContent())));
        output.SuppressOutput();
    }
}

/// <summary>The pages of a list: with <c>count</c>, numbered; else <c>previous</c> and <c>next</c> alone.</summary>
[HtmlTargetElement("desk-pages", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagesTagHelper : TagHelper
{
    public int Current { get; set; } = 1;
    public int? Count { get; set; }
    /// <summary>The address of a page by its number.</summary>
    public Func<int, string?>? Address { get; set; }
    public string? Previous { get; set; }
    public string? Next { get; set; }
    public string Label { get; set; } = "Pages";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var rest = output.Rest();
        if (Count is not { } count || Address is null)
        {
            output.Become(Previous is null && Next is null ? null : Navigation.Pagination(Previous, Next, label: Label, attributes: rest));
            return;
        }
        string At(int page) => Address(page) ?? "";
        output.Become(count < 2 ? null : Navigation.Pagination(
            Current > 1 ? At(Current - 1) : null, Current < count ? At(Current + 1) : null,
            Navigation.Window(Current, count, At), label: Label, attributes: rest));
    }
}

/// <summary>The way out when somebody walks in. The layout puts it on every page that says ShowsAbuse().</summary>
[HtmlTargetElement("desk-exit", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ExitTagHelper : TagHelper
{
    public string Href { get; set; } = "https://www.bbc.co.uk/weather";

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Button.ExitThisPage(Href));
}
