using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Shell.Pages;

/// <summary>What every page of the desk starts from.</summary>
public abstract class DeskPage : PageModel
{
    public const string NoticeKey = "notice";

    public Me Me => HttpContext.RequestServices.GetRequiredService<Me>();
    public Office Office => Me.Office;
    protected CancellationToken Cancel => HttpContext.RequestAborted;

    /// <summary>
    /// A form sent to a handler that the page does not have is no page: otherwise it would be shown without being loaded.
    /// (An override of this name would itself be taken for a handler of an HTTP method called PAGE.)
    /// </summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
            context.Result = NotFound();
    }

    /// <summary>The same form again with its errors: 422, so that neither a person nor a program takes it for done.</summary>
    protected IActionResult Invalid()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected IActionResult Invalid(string field, string error)
    {
        ModelState.AddModelError(field, error);
        return Invalid();
    }

    /// <summary>Goes to another page. Where htmx sent the form it would swap that page into this one, so it is told to go there.</summary>
    protected IActionResult Leave(string address)
    {
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Redirect(address);
        Response.Headers["HX-Redirect"] = address;
        return new EmptyResult();
    }

    /// <summary>Says on the next page what was done.</summary>
    protected void Notice(string done) => TempData[NoticeKey] = done;
}
