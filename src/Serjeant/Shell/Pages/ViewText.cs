using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Serjeant.Shell.Pages;

/// <summary>Renders a view to text: a document of ours that is not an answer to a browser. Encodes as every view does.</summary>
public sealed class ViewText(IRazorViewEngine views, ITempDataProvider tempData, IServiceProvider services)
{
    /// <param name="path">From the project's root, such as <c>/Chapters/Cases/Packs/Report.cshtml</c>.</param>
    public async Task<string> RenderAsync<T>(string path, T model)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var found = views.GetView(null, path, isMainPage: true);
        found.EnsureSuccessful(null);
        await using var writer = new StringWriter();
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        await found.View!.RenderAsync(new ViewContext(action, found.View, data, new TempDataDictionary(http, tempData), writer, new HtmlHelperOptions()));
        return writer.ToString();
    }
}
