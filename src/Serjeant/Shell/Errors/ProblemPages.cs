using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Serjeant.Shell.Errors;

/// <summary>Every failure ends on a page in plain English, without detail.</summary>
public static class ProblemPages
{
    internal static readonly object StaleForm = new();

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailurePage.WriteAsync });
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
    }

    /// <summary>Notes that a 400 came from an out-of-date form, so that the page can say so.</summary>
    internal sealed class StaleFormFilter : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            if (context.Result is IAntiforgeryValidationFailedResult) context.HttpContext.Items[StaleForm] = true;
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
        }
    }
}
