using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class ExhibitPageTests
{
    private const string Words = "<script>alert('x')</script> \u202Ewe will";

    [Fact]
    public async Task Words_are_shown_encoded_when_asked_for_and_the_look_is_in_the_custody_log()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Principal);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.DocumentElement.OuterHtml.ShouldNotContain("we will");

        var shown = await TestBrowser.ReadAsync(await browser.SubmitAsync(page, "#files", Chosen(exhibit, "text.txt", "To brief counsel"), "button[formaction*='Show']"));

        shown.QuerySelector("#shown")!.TextContent.ShouldContain("<script>alert('x')</script>");
        shown.QuerySelectorAll("main script").ShouldBeEmpty();
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync());
        (entry.Act, entry.Path, entry.Why).ShouldBe((CustodyAct.Viewed, "text.txt", "To brief counsel"));
        entry.HashAfter.ShouldBe(entry.HashBefore);
    }

    [Theory]
    [InlineData("LoginWall", Role.Moderator, 1)]
    [InlineData("LoginWall", Role.Principal, 0)]
    [InlineData("Captured", Role.Moderator, 0)]
    public async Task A_login_wall_says_what_to_do_next_to_whoever_can(string outcome, Role role, int told)
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats to Ann");
        var exhibit = await desk.CapturedAsync(number, outcome);
        var browser = await desk.SignedInAsync(role);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelectorAll("#sign-in-wanted a[href='/me/browsers']").Length.ShouldBe(told);
        (await browser.PageAsync(CasesLinks.Case(number))).QuerySelectorAll("#exhibits a[href='/me/browsers']").Length.ShouldBe(told);
    }

    [Fact]
    public async Task A_download_is_the_sealed_bytes_as_an_attachment_that_can_run_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var answer = await browser.SubmitAsync(
            await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id)), "#files", Chosen(exhibit, "text.txt"), "button[formaction*='Download']");

        (await answer.Content.ReadAsStringAsync()).ShouldBe(Words);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName!.Trim('"').ShouldBe("TP-1 text.txt");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync())).Act.ShouldBe(CustodyAct.Downloaded);
    }

    [Fact]
    public async Task A_file_of_another_exhibit_or_office_is_not_found_and_leaves_no_entry()
    {
        await using var desk = await TestDesk.StartAsync();
        var first = await ExhibitAsync(desk);
        var second = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var before = await desk.WithDbAsync(db => db.CustodyEntries.CountAsync());

        (await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(first.Id)), "#files", Chosen(second, "text.txt"), "button[formaction*='Download']"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task A_sealed_off_exhibit_opens_for_nobody()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        await browser.SubmitAsync(page, "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));

        (await browser.SubmitAsync(page, "#files", Chosen(exhibit, "text.txt"), "button[formaction*='Download']")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.SubmitAsync(page, "#files", Chosen(exhibit, "text.txt"), "button[formaction*='Show']")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var after = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        after.QuerySelector("#files").ShouldBeNull();
        after.Body!.TextContent.ShouldContain("Sealed off");
        after.QuerySelector("#custody tbody tr")!.TextContent.ShouldContain("Sealed off");
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.SingleAsync(c => c.ExhibitId == exhibit.Id && c.Act == CustodyAct.SealedOff));
        (entry.ById, entry.HashBefore, entry.HashAfter).ShouldBe((await desk.PersonAsync(Role.Manager), exhibit.ManifestHash, exhibit.ManifestHash));
    }

    [Fact]
    public async Task A_hand_over_is_written_down_and_joins_the_timeline()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        await browser.SubmitAsync(page, "#hand-over").ShouldBeRefusedAtAsync("ToWhom");

        await browser.SubmitAsync(page, "#hand-over", new Dictionary<string, string> { ["ToWhom"] = "DC Example, for the investigation" }).ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));

        (await browser.PageAsync(CasesLinks.Case(1))).Body!.TextContent.ShouldContain("handed over: DC Example, for the investigation");
    }

    [Fact]
    public async Task A_changed_byte_in_the_store_is_said_and_not_served()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            bytes[^20] ^= 1;
            File.SetAttributes(file, FileAttributes.Normal);
            await File.WriteAllBytesAsync(file, bytes);
        }
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.Body!.TextContent.ShouldContain("can’t be read from the evidence store");

        var answer = await browser.SubmitAsync(page, "#files", Chosen(exhibit, "text.txt"), "button[formaction*='Show']");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("changed or damaged");
    }

    [Theory]
    [InlineData("UPDATE \"CustodyEntries\" SET \"Why\" = 'x'")]
    [InlineData("DELETE FROM \"CustodyEntries\"")]
    public async Task The_custody_log_only_grows(string sql)
    {
        await using var desk = await TestDesk.StartAsync();
        await ExhibitAsync(desk);

        (await Should.ThrowAsync<System.Data.Common.DbException>(() => desk.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task A_capture_is_asked_for_with_its_profile_page_or_a_reason()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var message = await desk.MessageAsync("words");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync(CasesLinks.CapturePage(number) + $"?message={message}");
        form.QuerySelector("input[name=ProfileAddress]")!.GetAttribute("value").ShouldBe("https://social.example/angry_example");

        await browser.SubmitAsync(form, "#capture", new Dictionary<string, string> { ["Address"] = "file:///etc/passwd" }).ShouldBeRefusedAtAsync("Address");
        await browser.SubmitAsync(form, "#capture", new Dictionary<string, string> { ["ProfileAddress"] = "" }).ShouldBeRefusedAtAsync("NoProfileWhy");
        await browser.SubmitAsync(form, "#capture", new Dictionary<string, string> { ["ProfileAddress"] = "", ["NoProfileWhy"] = "The account is gone" })
            .ShouldGoToAsync(CasesLinks.Captures(number));

        var asked = await desk.WithDbAsync(db => db.Captures.SingleAsync());
        (asked.State, asked.MessageId, asked.NoProfileWhy).ShouldBe((CaptureState.Queued, message, "The account is gone"));
        (await browser.PageAsync(CasesLinks.Case(number))).Body!.TextContent.ShouldContain("1 page is being kept.");
    }

    private static async Task<Exhibit> ExhibitAsync(TestDesk desk)
    {
        await desk.CaseAsync("Threats", [await desk.MessageAsync(Words)]);
        return await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).LastAsync());
    }

    private static Dictionary<string, string> Chosen(Exhibit exhibit, string path, string why = "") =>
        new() { ["FileId"] = $"{exhibit.Files.Single(f => f.Path == path).Id}", ["Why"] = why };
}
