using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Serjeant.Desk.Tests.Support;

/// <summary>
/// What the framework finds out by reflection about every form of every page is the same for all desks of a run, and half of the work of
/// starting one: the first desk finds it out for all.
/// </summary>
internal static class SharedDescriptions
{
    private static DefaultModelMetadataProvider? found;

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton<IModelMetadataProvider>(services =>
        found ?? Interlocked.CompareExchange(ref found, ActivatorUtilities.CreateInstance<DefaultModelMetadataProvider>(services), null) ?? found);
}
