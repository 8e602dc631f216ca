using System.Runtime.CompilerServices;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

public sealed class LetGoTests
{
    [Fact]
    public async Task A_desk_that_is_closed_leaves_nothing_of_itself_in_memory()
    {
        await (await TestDesk.StartAsync()).DisposeAsync(); // The first of a run keeps what all share.
        var services = await OpenAndCloseAsync();
        for (var i = 0; i < 20 && services.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(100, TestContext.Current.CancellationToken); // timers that are disposed of let go at their next beat
        }
        services.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> OpenAndCloseAsync()
    {
        await using var desk = await TestDesk.StartAsync();
        await (await desk.SignedInAsync(Role.Manager)).PageAsync("/inbox");
        return new WeakReference(desk.App.Services);
    }
}
