using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Outside.Drops;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.Dropped;

/// <summary>Files laid into the drop folder are taken once, when they are whole, and nothing outside it is ever read.</summary>
public sealed class DropFolderTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_judged_once_it_is_whole_moved_away_and_told_in_history_and_on_today()
    {
        await using var drop = await DropDesk.StartAsync();
        await File.WriteAllTextAsync(drop.At("scam.eml"), CheckDesk.Scam, Cancel);
        await File.WriteAllTextAsync(drop.At("hall.eml"), CheckDesk.Genuine, Cancel);
        await File.WriteAllTextAsync(drop.At("notes.txt"), "not a mail", Cancel);
        (await drop.TurnAsync()).ShouldBe(0, "it may still grow");
        await File.AppendAllTextAsync(drop.At("hall.eml"), "\r\nP.S. Bring a chair.\r\n", Cancel);
        drop.Clock.Now += DropSightings.Settles;
        (await drop.TurnAsync()).ShouldBe(1, "one of them did grow");
        (await drop.SettledTurnAsync()).ShouldBe(1);
        (await drop.SettledTurnAsync()).ShouldBe(0);

        drop.Names().ShouldBe(["done/hall.eml", "done/scam.eml", "notes.txt"]);
        var checks = await drop.Desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().OrderByDescending(c => c.Answer).ToListAsync(Cancel));
        checks.Select(c => (c.Answer, c.AskedById, c.KeptAt is not null, c.MessageHash is not null)).ShouldBe([(CheckAnswer.Red, null, true, true), (CheckAnswer.None, null, true, false)]);
        var browser = await drop.Desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync(ChecksLinks.History())).QuerySelector("tbody")!.TextContent.ShouldContain("From the drop folder");
        (await browser.PageAsync(ChecksLinks.Check(checks[0].Id))).QuerySelector("#answer")!.TextContent.ShouldContain("From the drop folder");
        (await browser.PageAsync("/")).QuerySelector("#underway")!.ParentElement!.TextContent.ShouldContain("1 message from the drop folder is very likely not genuine");
        (await drop.Desk.LedgerAsync("message.checked")).Count.ShouldBe(2);

        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(checks[0].Id)), "#reported", buttonSelector: "#mark-reported");
        ((await browser.PageAsync("/")).Body!.TextContent.Contains("from the drop folder", StringComparison.Ordinal)).ShouldBeFalse("somebody did something about it");
    }

    [Fact]
    public async Task A_mailbox_file_goes_to_its_worker_and_what_is_no_mail_is_put_aside_with_a_reason()
    {
        await using var drop = await DropDesk.StartAsync();
        await File.WriteAllBytesAsync(drop.At("old.mbox"), CheckDesk.Mbox(CheckDesk.Scam, CheckDesk.Genuine), Cancel);
        await File.WriteAllBytesAsync(drop.At("photo.eml"), [0, 1, 2, 3], Cancel);
        await File.WriteAllBytesAsync(drop.At("huge.eml"), new byte[41 * 1024 * 1024], Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(3);
        drop.Names().ShouldBe(["done/old.mbox", "failed/huge.eml", "failed/photo.eml"]);
        var rows = await drop.Desk.WithDbAsync(db => db.DroppedFiles.AsNoTracking().OrderBy(f => f.Name).ToListAsync(Cancel));
        rows.Select(f => (f.State, f.Why is null, f.MailboxId is null)).ShouldBe([(DroppedState.Failed, false, true), (DroppedState.Taken, true, false), (DroppedState.Failed, false, true)]);
        (await CheckDesk.RunAsync(drop.Desk, rows[1].MailboxId!.Value)).ShouldBeTrue();
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.Where(c => c.MailboxId == rows[1].MailboxId && c.AskedById == null).CountAsync(Cancel))).ShouldBe(2);
        var page = (await (await drop.Desk.SignedInAsync(Role.Manager)).PageAsync("/team/drop-folder")).QuerySelector("main")!.TextContent;
        page.ShouldContain("A mailbox, being checked mail by mail");
        page.ShouldContain("Not checked.");
    }

    [Fact]
    public async Task Links_pipes_and_folders_are_left_alone_and_nothing_outside_is_read()
    {
        await using var drop = await DropDesk.StartAsync();
        var outside = Path.Combine(drop.Desk.DataFolder, "secret.eml");
        await File.WriteAllTextAsync(outside, CheckDesk.Scam, Cancel);
        File.CreateSymbolicLink(drop.At("link.eml"), outside);
        Directory.CreateDirectory(drop.At("folder.eml"));
        Process.Start("mkfifo", drop.At("pipe.eml")).WaitForExit();
        await File.WriteAllTextAsync(drop.At(".hidden.eml"), CheckDesk.Scam, Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(0);
        (await drop.Desk.WithDbAsync(db => db.DropFolders.Select(f => f.LeftAlone).SingleAsync(Cancel))).ShouldBe(4);

        // Whoever may write there puts a link in the place of a file that is being worked on.
        File.CreateSymbolicLink(drop.At($".taking/{new string('a', 32)}.swapped.eml"), outside);
        (await drop.TurnAsync()).ShouldBe(1);
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync(Cancel))).ShouldBe(0);
        File.Exists(outside).ShouldBeTrue();

        // One that leads nowhere can't even be moved, and keeps nothing else waiting.
        File.CreateSymbolicLink(drop.At($".taking/{new string('0', 32)}.nowhere.eml"), outside + ".gone");
        await File.WriteAllTextAsync(drop.At("hall.eml"), CheckDesk.Genuine, Cancel);
        await drop.SettledTurnAsync();
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync(Cancel))).ShouldBe(1);
    }

    [Fact]
    public void A_folder_on_the_way_that_became_a_link_is_seen_by_what_was_opened()
    {
        using var folder = new Outside.TemporaryFolder();
        var (place, elsewhere) = (DropPlace.Open(Path.Combine(folder.Path, "drop")), Directory.CreateDirectory(Path.Combine(folder.Path, "elsewhere")).FullName);
        var file = new ClaimedFile(new string('b', 32), "a.eml");
        File.WriteAllText(Path.Combine(elsewhere, $"{file.Key}.{file.Name}"), CheckDesk.Scam);
        Directory.Delete(Path.Combine(folder.Path, "drop", ".taking"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "drop", ".taking"), elsewhere);
        Should.Throw<FormatException>(() => place.OpenRead(file)).Message.ShouldContain("link");
        Should.Throw<DropException>(() => DropPlace.Open(Path.Combine(folder.Path, "drop"))).Message.ShouldContain("is a link");
    }

    [Fact]
    public void A_path_that_whoever_runs_the_desk_gave_may_lead_over_links()
    {
        using var folder = new Outside.TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "real"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "given"), Path.Combine(folder.Path, "real"));
        var place = DropPlace.Open(Path.Combine(folder.Path, "given", "drop"));
        File.WriteAllText(Path.Combine(folder.Path, "real", "drop", "a.eml"), CheckDesk.Genuine);
        place.Claim(place.List().Files.Single()).ShouldBeTrue();
        using var stream = place.OpenRead(place.Claimed().Single());
        stream.Length.ShouldBe(CheckDesk.Genuine.Length);
    }

    [Fact]
    public async Task Stopped_between_any_two_steps_each_file_is_judged_once()
    {
        await using var drop = await DropDesk.StartAsync();
        // Stopped after it was taken, before it was judged.
        await File.WriteAllTextAsync(drop.At($".taking/{new string('1', 32)}.one.eml"), CheckDesk.Scam, Cancel);
        (await drop.TurnAsync()).ShouldBe(1);
        // Stopped after it was judged, before it was moved away.
        File.Move(drop.At("done/one.eml"), drop.At($".taking/{new string('1', 32)}.one.eml"));
        (await drop.TurnAsync()).ShouldBe(1);
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync(Cancel))).ShouldBe(1);
        drop.Names().ShouldBe(["done/one.eml"]);
        // The same name again is another file, and the first stays.
        await File.WriteAllTextAsync(drop.At("one.eml"), CheckDesk.Genuine, Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(1);
        drop.Names().Length.ShouldBe(2);
        (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync(Cancel))).ShouldBe(2);
    }

    [Fact]
    public async Task It_is_named_on_its_page_switched_off_and_kept_apart_from_other_offices()
    {
        await using var drop = await DropDesk.StartAsync(set: false);
        var browser = await drop.Desk.SignedInAsync(Role.Manager);
        await browser.SubmitAsync(await browser.PageAsync("/team/drop-folder"), "#settings", new Dictionary<string, string> { ["Name"] = "From the scanner" });
        var path = Path.Combine(drop.Desk.DataFolder, "drop", $"{drop.Desk.OfficeId}", "From the scanner");
        Directory.Exists(Path.Combine(path, "done")).ShouldBeTrue();
        (await browser.PageAsync("/team/drop-folder")).QuerySelector("main")!.TextContent.ShouldContain(path);
        await browser.SubmitAsync(await browser.PageAsync("/team/drop-folder"), "#switch", buttonSelector: "#switch button[formaction*=Off]");
        await File.WriteAllTextAsync(Path.Combine(path, "a.eml"), CheckDesk.Scam, Cancel);
        (await drop.SettledTurnAsync()).ShouldBe(0);
        File.Exists(Path.Combine(path, "a.eml")).ShouldBeTrue();
        (await (await drop.Desk.SignedInAsync(Role.Manager, drop.Desk.OtherOfficeId)).PageAsync("/team/drop-folder")).QuerySelector("main")!.TextContent.ShouldNotContain("From the scanner");
        (await drop.Desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action.StartsWith("office.drop-folder")).OrderBy(e => e.Index).Select(e => e.Action).ToListAsync(Cancel))).ShouldBe(["office.drop-folder-set", "office.drop-folder-off"]);
    }

    [Theory]
    [InlineData("1=/srv/scans", 0)]
    [InlineData("x=/srv/scans", 1)]
    [InlineData("1=", 1)]
    public void The_path_on_the_command_line_names_its_office(string value, int errors) =>
        Serjeant.Commands.ServeCommand.Create().Parse(["--drop-folder", value]).Errors.Count.ShouldBe(errors);
}
