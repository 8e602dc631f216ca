using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Content;

/// <summary>Text set apart.</summary>
[HtmlTargetElement("desk-inset")]
public sealed class InsetTagHelper : TagHelper
{
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Inset(inner, Id, output.Rest()));
    }
}

/// <summary>Something to heed. Calm: amber, not red.</summary>
[HtmlTargetElement("desk-warning")]
public sealed class WarningTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Warning(inner, attributes: output.Rest()));
    }
}

/// <summary>More, for who asks.</summary>
[HtmlTargetElement("desk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Details(Html.Text(Summary), inner, Open, Id, output.Rest()));
    }
}

/// <summary>The end of a task: done, and here is the reference.</summary>
[HtmlTargetElement("desk-panel")]
public sealed class PanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public int Level { get; set; } = 1;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Panel(Html.Text(Title), inner.IsEmptyOrWhiteSpace ? null : inner, Level, output.Rest()));
    }
}

/// <summary>News about this page. For "done" use the page's Notice.</summary>
[HtmlTargetElement("desk-notice")]
public sealed class NoticeTagHelper : TagHelper
{
    public string Title { get; set; } = "Important";
    public string? Id { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Notice(inner, title: Html.Text(Title), titleId: (Id ?? "notice-" + context.UniqueId) + "-title", attributes: output.Rest()));
    }
}

/// <summary>A thing on its own ground. Inside <c>div class="desk-cards"</c>, one of several.</summary>
[HtmlTargetElement("desk-card")]
public sealed class CardTagHelper : TagHelper
{
    public string? Title { get; set; }
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        IHtmlContent? title = Title is null ? null : Html.Tag("h" + Level, "desk-card__title").With(Title);
        output.Become(Html.Tag("section", "desk-card").With(output.Rest()).With(Html.All(title, inner)));
    }
}

/// <summary>Nothing here, and that is all right.</summary>
[HtmlTargetElement("desk-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string Icon { get; set; } = "check";
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Html.Tag("div", "desk-empty").With(output.Rest())
            .With(Icons.Draw(Icon, "desk-empty__mark"))
            .With(Html.Tag("h" + Level, "desk-empty__title").With(Title))
            .With(Html.Tag("div", "desk-empty__text").With(inner)));
    }
}

/// <summary>A short state: "Sent", "Overdue".</summary>
[HtmlTargetElement("desk-tag")]
public sealed class TagTagHelper : TagHelper
{
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.Become(Messages.Label(inner, Colour is null ? null : "govuk-tag--" + Colour, output.Rest()));
    }
}
