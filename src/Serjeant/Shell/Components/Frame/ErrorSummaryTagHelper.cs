using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Forms;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Frame;

/// <summary>
/// Everything that has to be put right, linked to its field, in the page's order. The layout writes it, after the page's
/// fields and above them.
/// </summary>
[HtmlTargetElement("desk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    private static readonly object Written = new();

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        // A page that places its own (and loses the order and the links to fields below it) does not get a second.
        if (state.ErrorCount == 0 || !ViewContext.HttpContext.Items.TryAdd(Written, true))
        {
            output.SuppressOutput();
            return;
        }
        var fields = FieldsOnPage.Of(ViewContext.HttpContext);
        var errors =
            from entry in state
            from error in entry.Value!.Errors
            let field = fields.Find(entry.Key)
            orderby field.Order
            select (field.Id is null ? null : "#" + field.Id, Html.Text(FieldTagHelper.Words(error)));
        output.Become(Messages.ErrorSummary(Html.Text("There is a problem"), errors));
    }
}
