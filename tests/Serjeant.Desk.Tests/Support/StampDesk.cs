using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.TimeStamps;
using Serjeant.Workers;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A desk beside a time-stamp authority that it may reach.</summary>
internal sealed class StampDesk : IAsyncDisposable
{
    private StampDesk(TestDesk desk, TestAuthority authority) => (Desk, Authority) = (desk, authority);

    public TestDesk Desk { get; }
    public TestAuthority Authority { get; }

    public static async Task<StampDesk> StartAsync(TimeProvider? clock = null, Browsers? browsers = null)
    {
        var authority = await TestAuthority.StartAsync();
        var desk = await TestDesk.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new CaptureAllowance([authority.Allowed]));
            if (clock is not null)
                builder.Services.AddSingleton(clock);
            if (browsers is not null)
                builder.Services.AddSingleton(browsers.Host);
        });
        return new StampDesk(desk, authority);
    }

    /// <summary>Switches an authority on, as the page would.</summary>
    public Task<long> AddAsync(string how = "good", int position = 0, long? officeId = null) => Desk.WithDbAsync(async db =>
    {
        var row = db.TimestampAuthorities.Add(new TimestampAuthority
        {
            OfficeId = officeId ?? Desk.OfficeId,
            Name = "Authority " + how,
            Address = Authority.At(how).Address.AbsoluteUri,
            Position = position,
            AddedAt = DateTimeOffset.UtcNow,
        }).Entity;
        await db.SaveChangesAsync();
        return row.Id;
    }, officeId);

    /// <summary>A case with one message in it, which makes one exhibit. Answers the exhibit's id.</summary>
    public async Task<long> ExhibitAsync(string text = "We will find you", long? officeId = null)
    {
        await Desk.CaseAsync("Threats", [await Desk.MessageAsync(text, officeId: officeId)], officeId);
        return await Desk.WithDbAsync(db => db.Exhibits.MaxAsync(e => e.Id), officeId);
    }

    /// <summary>One turn of the worker. True when it worked on something.</summary>
    public async Task<bool> WorkAsync()
    {
        using var worker = ActivatorUtilities.CreateInstance<TimeStampWorker>(Desk.App.Services);
        return await worker.RunOneAsync(CancellationToken.None);
    }

    public Task<ExhibitTimestamp> RowAsync(long? exhibitId = null) =>
        Desk.WithDbAsync(db => db.ExhibitTimestamps.AsNoTracking().SingleAsync(t => exhibitId == null || t.ExhibitId == exhibitId));

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Authority.DisposeAsync();
    }
}
