using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Serjeant.Shell.Uploads;

/// <summary>
/// A page whose form is read by <see cref="UploadReader"/> as it comes in, so that a large file is neither held in memory
/// nor laid down in plain text by the framework. The reader checks the antiforgery token itself, before any file.
/// </summary>
/// <param name="maxBytes">The most bytes in the whole request.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StreamedUploadAttribute(long maxBytes) : IgnoreAntiforgeryTokenAttribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes;
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
