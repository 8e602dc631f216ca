using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.NewCase;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What the tests of cases do as a person would.</summary>
internal static class CaseSteps
{
    /// <summary>Opens a case by the service, for tests that are about what comes after. Answers its number.</summary>
    public static async Task<int> CaseAsync(this TestDesk desk, string title, IReadOnlyList<long>? messages = null, long? officeId = null)
    {
        var office = officeId ?? desk.OfficeId;
        var person = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator), office);
        return await desk.WithAsync<CaseOpening, int>(async opening =>
            (await opening.OpenAsync(
                person, new CaseFacts(title, "Somebody keeps writing.", "Alex Example", "No sleep.", "Two colleagues.", "The man at number 9", "He said so."),
                false, false, messages ?? [], false, CancellationToken.None)).Case.Number, office);
    }

    public static async Task ShouldGoToAsync(this Task<HttpResponseMessage> sent, string address)
    {
        var response = await sent;
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync());
        response.Headers.Location!.OriginalString.ShouldBe(address);
    }

    /// <summary>The page again, with an error that a summary links to.</summary>
    public static async Task<IHtmlDocument> ShouldBeRefusedAtAsync(this Task<HttpResponseMessage> sent, string field)
    {
        var response = await sent;
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestBrowser.ReadAsync(response);
        var link = page.QuerySelector($".govuk-error-summary a[href^='#{field}']");
        link.ShouldNotBeNull($"No error summary links to {field}.");
        page.QuerySelector(link.GetAttribute("href")!).ShouldNotBeNull();
        return page;
    }
}
