using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A clock that a test moves. It starts at the real time, because cookies and sessions were made then.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>For <see cref="TestDesk.StartAsync"/>.</summary>
    public void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(this);
}
