using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;
using Serjeant.Shell.Pages;

namespace Serjeant.Shell.Components.Frame;

/// <summary>What the last page did, said once. Written by the layout.</summary>
[HtmlTargetElement("desk-notices", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NoticesTagHelper : TagHelper
{
    public const string LinkKey = DeskPage.NoticeKey + "-link";
    public const string AddressKey = DeskPage.NoticeKey + "-address";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var data = ViewContext.TempData;
        if (data[DeskPage.NoticeKey] is not string { Length: > 0 } done)
        {
            output.SuppressOutput();
            return;
        }
        var text = Messages.NoticeText(done);
        if (data[LinkKey] is string link && data[AddressKey] is string address)
            text.With(" ").With(Html.Tag("a", "govuk-notification-banner__link", ("href", address)).With(link));
        output.Become(Messages.Notice(text, success: true, title: Html.Text("Done"), titleId: "desk-notice-title"));
    }
}

/// <summary>Says on the next page what was done.</summary>
public static class NoticeExtensions
{
    public static void Notice(this ITempDataDictionary data, string done) => data[DeskPage.NoticeKey] = done;

    /// <summary>With a link beside it, such as "Undo" to a page that asks once more.</summary>
    public static void Notice(this ITempDataDictionary data, string done, string link, string address)
    {
        data.Notice(done);
        data[NoticesTagHelper.LinkKey] = link;
        data[NoticesTagHelper.AddressKey] = address;
    }
}
