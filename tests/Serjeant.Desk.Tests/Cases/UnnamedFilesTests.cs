using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Work that ends exactly between its stores and its commit leaves nothing in the vault once the sweep has come by; what rows name stays.</summary>
public sealed class UnnamedFilesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exhibit_whose_change_ends_after_manifest_and_sums_were_stored_leaves_nothing(bool killed)
    {
        await using var desk = await TestDesk.StartAsync();
        await MakeAsync(desk, "kept", "shared");
        var before = Sealed(desk);
        Noted(desk).ShouldBeEmpty("what rows name is settled at once");

        (await Should.ThrowAsync<InvalidOperationException>(() => MakeAsync(desk, "lost", "shared", async () =>
        {
            Sealed(desk).ShouldBe(before + 3, "its own file, manifest and sums lie in the vault by now");
            (await SweepAsync(desk)).ShouldBe(0, "work that goes on is left alone");
            Sealed(desk).ShouldBe(before + 3);
            // A killed program's note is held by nobody; the one that is held here is closed in good order.
            if (killed)
                File.Copy(Noted(desk).Single(), Path.Combine(Path.GetDirectoryName(Noted(desk).Single())!, "killed.stored"));
            throw new InvalidOperationException("ended here");
        }))).Message.ShouldBe("ended here");
        Noted(desk).Count.ShouldBe(killed ? 2 : 1);

        (await SweepAsync(desk)).ShouldBe(3);

        Sealed(desk).ShouldBe(before);
        Noted(desk).ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
        await EveryNamedFileIsWholeAsync(desk);
    }

    [Fact]
    public async Task A_note_that_a_kill_left_after_the_commit_takes_nothing_away()
    {
        await using var desk = await TestDesk.StartAsync();
        await MakeAsync(desk, "committed", "too", () =>
        {
            File.Copy(Noted(desk).Single(), Path.Combine(Path.GetDirectoryName(Noted(desk).Single())!, "killed.stored"));
            return Task.CompletedTask;
        });
        Noted(desk).ShouldHaveSingleItem();

        (await SweepAsync(desk)).ShouldBe(0);

        Noted(desk).ShouldBeEmpty();
        await EveryNamedFileIsWholeAsync(desk);
    }

    [Fact]
    public async Task A_note_between_the_sweeps_two_steps_is_read_again_and_does_no_harm()
    {
        await using var desk = await TestDesk.StartAsync();
        await MakeAsync(desk, "kept", "shared");
        await using (var scope = desk.App.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = desk.OfficeId;
            await using var vault = await scope.ServiceProvider.GetRequiredService<OfficeVault>().OpenAsync(desk.OfficeId, Cancel);
            var orphan = await vault.StoreAsync("an orphan"u8.ToArray(), Cancel);
            // Written down as doomed, but killed before the note went.
            await desk.WithDbAsync(db =>
            {
                db.DoomedBlobs.Add(new DoomedBlob { OfficeId = desk.OfficeId, Hash = orphan.Sha256, Bytes = orphan.Length });
                return db.SaveChangesAsync(Cancel);
            });
        }
        (await SweepAsync(desk)).ShouldBe(1);
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
        await EveryNamedFileIsWholeAsync(desk);
    }

    [Fact]
    public async Task A_note_of_one_office_is_not_read_by_anothers_sweep()
    {
        await using var desk = await TestDesk.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => MakeAsync(desk, "lost", "too", () => throw new InvalidOperationException()));
        (await desk.WithAsync<BlobSweep, int>(sweep => sweep.RunAsync(desk.OtherOfficeId, Cancel), desk.OtherOfficeId)).ShouldBe(0);
        Noted(desk).ShouldHaveSingleItem();
        (await SweepAsync(desk)).ShouldBe(4);
    }

    /// <param name="inside">Runs in the change, after everything is stored and before it is committed.</param>
    private static async Task MakeAsync(TestDesk desk, string own, string shared, Func<Task>? inside = null)
    {
        var person = await desk.PersonAsync(Role.Moderator);
        await desk.WithAsync<OfficeVault, long>(async vaults =>
        {
            await using var vault = await vaults.OpenAsync(desk.OfficeId, Cancel);
            var files = new List<SealedFile>();
            foreach (var (path, text) in new[] { ("own.txt", own), ("shared.txt", shared) })
                files.Add(new SealedFile(path, "text/plain", await vault.StoreAsync(Encoding.UTF8.GetBytes(text), Cancel)));
            var draft = new ExhibitDraft($"upload:{own}", ExhibitSource.Upload, Provenance.SuppliedByPerson, own, "Supplied") { Files = files };
            return await desk.WithAsync<ExhibitMaker, long>(async maker =>
                (await maker.MakeAsync(vault, desk.OfficeId, person, draft, (_, _) => inside?.Invoke() ?? Task.CompletedTask, Cancel)).Id);
        });
    }

    private static Task<int> SweepAsync(TestDesk desk) => desk.WithAsync<BlobSweep, int>(sweep => sweep.RunAsync(desk.OfficeId, Cancel));

    private static int Sealed(TestDesk desk) => Under(desk, "*.sealed*").Count;

    private static List<string> Noted(TestDesk desk) => Under(desk, "*.stored");

    private static List<string> Under(TestDesk desk, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), pattern, SearchOption.AllDirectories)];

    private static async Task EveryNamedFileIsWholeAsync(TestDesk desk)
    {
        var named = await desk.WithDbAsync(db => db.ExhibitFiles.AsNoTracking().ToListAsync(Cancel));
        named.ShouldNotBeEmpty();
        await desk.WithAsync<OfficeVault, bool>(async vaults =>
        {
            await using var vault = await vaults.OpenAsync(desk.OfficeId, Cancel);
            foreach (var file in named)
                (await vault.IsWholeAsync(new BlobRef(file.Hash, file.Bytes), Cancel)).ShouldBeTrue(file.Path);
            return true;
        });
    }
}
