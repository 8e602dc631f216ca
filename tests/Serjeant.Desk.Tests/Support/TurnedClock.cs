using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A clock whose timers go off only when a test turns it, so that a day's wait takes no time.</summary>
public sealed class TurnedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>For <see cref="TestDesk.StartAsync"/>.</summary>
    public void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Turns the clock on once somebody waits for it.</summary>
    public async Task TurnAsync(TimeSpan by, CancellationToken cancel)
    {
        while (!IsWaitedFor())
            await Task.Delay(10, cancel);
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(t => t.Due <= now)];
            foreach (var timer in due)
                timer.Due = timer.Period is { } period ? now + period : null;
        }
        foreach (var timer in due)
            timer.Fire();
    }

    private bool IsWaitedFor()
    {
        lock (gate)
            return timers.Any(t => t.Due is not null);
    }

    private sealed class Timer(TurnedClock clock, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; set; }
        public TimeSpan? Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime < TimeSpan.Zero ? null : clock.now + dueTime;
                Period = period <= TimeSpan.Zero ? null : period;
                if (!clock.timers.Contains(this))
                    clock.timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
