using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>A check's page has several forms and buttons. What one of them can't do is told alone: what the others lack is no error.</summary>
public sealed class CheckErrorTests
{
    private const string Linked = "From: Manager person <manager@own-home.example>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <3@x.example>\r\n\r\nLook at https://hall.example/ please.\r\n";

    [Theory]
    [InlineData("draft", "store")]
    [InlineData("sender", "store")]
    [InlineData("look", "links looked at in the last hour")]
    [InlineData("agree", "The contact book is full")]
    [InlineData("call", "Say who was called")]
    [InlineData("aimed", "Say whom it was aimed at")]
    public async Task A_button_that_fails_tells_its_own_error_alone(string handler, string error)
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Linked, Role.Manager, keep: true);
        var browser = await desk.SignedInAsync(Role.Manager);
        var form = await browser.PageAsync("/me");
        await MakeFailAsync(desk, id);
        if (handler is "draft" or "sender")
            foreach (var file in Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories))
                File.Delete(file);
        var sent = new Dictionary<string, string> { ["link"] = "0", ["request"] = "1", ["Call.NumberFrom"] = "the address book", ["Call.Genuine"] = "True", ["Aimed.Address"] = "Work" };
        var answer = await browser.SubmitAsync(form, "form", sent, to: $"{ChecksLinks.Check(id)}?handler={handler}");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(answer)).QuerySelectorAll(".govuk-error-summary li").ShouldHaveSingleItem().TextContent.ShouldContain(error);
    }

    [Theory]
    [InlineData("call", "Call_Called")]
    [InlineData("aimed", "Aimed_Whom")]
    [InlineData("genuine", "Trust_Name")]
    [InlineData("ask", "Trust_Name")]
    public async Task A_form_that_is_sent_without_any_of_its_fields_is_told_what_it_lacks(string handler, string field)
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Linked, Role.Manager, keep: true);
        var browser = await desk.SignedInAsync(Role.Manager);
        await browser.SubmitAsync(await browser.PageAsync("/me"), "form", to: $"{ChecksLinks.Check(id)}?handler={handler}").ShouldBeRefusedAtAsync(field);
    }

    /// <summary>The office has senders looked up, its hour's looks are used up, and its contact book is full while a request waits.</summary>
    private static Task<int> MakeFailAsync(TestDesk desk, long check) => desk.WithDbAsync(async db =>
    {
        var manager = await db.Users.SingleAsync(p => p.Role == Role.Manager && p.OfficeId == desk.OfficeId);
        db.CheckSettings.Add(new CheckSettings { OfficeId = desk.OfficeId, LooksUp = true });
        db.GenuineRequests.Add(new GenuineRequest { Id = 1, OfficeId = desk.OfficeId, CheckId = check, Name = "Manager person", AskedById = manager.Id, AskedAt = DateTimeOffset.UtcNow });
        for (var i = 0; i < Chapters.Checks.Looks.LinkLooks.MostForPerson; i++)
            db.LinkLooks.Add(new LinkLook { OfficeId = desk.OfficeId, Address = "https://hall.example/", State = LinkLookState.Done, AskedById = manager.Id, AskedAt = DateTimeOffset.UtcNow });
        for (var i = 0; i < ContactBookEditing.Most; i++)
            db.BookContacts.Add(new BookContact { OfficeId = desk.OfficeId, Name = $"Contact {i}", Address = $"{i}@contacts.example", AddedById = manager.Id, AddedAt = DateTimeOffset.UtcNow });
        return await db.SaveChangesAsync();
    });
}
