using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Data;
using Serjeant.Evidence;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What a pack says of an exhibit, for every way it can have come and every way that can have gone. A new value of an enum has no row here and so fails.</summary>
public sealed class ExhibitStatementTests
{
    private const string NotOfOthers = "says nothing about what others were shown";

    /// <summary>Source and outcome to what is shown, and to the answer of an exhibit that nobody recorded to be seen signed out, with its fact.</summary>
    private static readonly Dictionary<(ExhibitSource, string), (string Shows, string Answer, string How)> Words = new()
    {
        [(ExhibitSource.ServerCapture, "Captured")] = ("was shown the page at that address as the files have it", "Not known", "was not recorded"),
        [(ExhibitSource.ServerCapture, "Partial")] = ("as far as the files go", "Not known", "was not recorded"),
        [(ExhibitSource.ServerCapture, "NotFound")] = ("something that is not there", "No", NotOfOthers),
        [(ExhibitSource.ServerCapture, "LoginWall")] = ("asks to sign in first", "No", "was asked to sign in"),
        [(ExhibitSource.ServerCapture, "Blocked")] = ("refused and not shown to this server", "No", NotOfOthers),
        [(ExhibitSource.ServerCapture, "Failed")] = ("could not keep what it asked for. The manifest says why", "No", NotOfOthers),
        [(ExhibitSource.Upload, "Supplied")] = ("a person handed these files to the office", "Not known", "Only they know"),
        [(ExhibitSource.Message, "Captured")] = ("What the office was given of this message", "Not asked", "opened no page"),
        [(ExhibitSource.Comment, "Captured")] = ("sent these words as what was on a page then", "Not asked", "This server opened no page"),
        [(ExhibitSource.Browser, "Captured")] = ("a browser of the person named as its maker", "Not known", "Only that person can say"),
        [(ExhibitSource.Browser, "Partial")] = ("as far as they go. The manifest says what is missing", "Not known", "Only that person can say"),
        [(ExhibitSource.Look, "StillUp")] = ("a page was still there", "Yes", "At this later look this server’s browser was signed in to nothing"),
        [(ExhibitSource.Look, "Changed")] = ("the words kept before were not on it as they were", "Yes", "was shown a page at that address"),
        [(ExhibitSource.Look, "Gone")] = ("it was not shown the post", "No", NotOfOthers),
        [(ExhibitSource.Look, "AccountGone")] = ("that the account is not there", "No", NotOfOthers),
        [(ExhibitSource.Look, "Locked")] = ("only to people it lets in", "No", NotOfOthers),
        [(ExhibitSource.Look, "CannotTell")] = ("could not tell whether the post was still there", "Not known", NotOfOthers),
    };

    public static TheoryData<ExhibitSource, string> Everything()
    {
        var all = new TheoryData<ExhibitSource, string>();
        string[] outcomes = [.. Enum.GetNames<CaptureOutcome>(), .. Enum.GetNames<WatchVerdict>(), "Supplied", "Nonsense"];
        foreach (var source in Enum.GetValues<ExhibitSource>())
            foreach (var outcome in outcomes)
                all.Add(source, outcome);
        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void What_is_said_follows_from_how_it_came_and_how_that_went(ExhibitSource source, string outcome)
    {
        var exhibit = Of(source, outcome);
        if (!OutcomesOf(source).Contains(outcome))
        {
            Should.Throw<ArgumentException>(() => ExhibitStatement.Of(exhibit, null, timeStamped: false));
            return;
        }
        var (shows, answer, how) = Words[(source, outcome)];
        var says = ExhibitStatement.Of(exhibit, null, timeStamped: false);
        says.Shows[0].ShouldContain(shows);
        says.SignedOut.ShouldBe(answer);
        says.How.ShouldContain(how);
        says.Shows.Count.ShouldBe(2);
        says.ShowsNot[^1].ShouldContain("no authority outside");
        if (source != ExhibitSource.Look)
            CaseWords.Outcome(outcome).ShouldNotBe(outcome, "the page has words for it too");

        // What belongs to one way of coming is said of no other.
        var all = string.Join(" ", [.. says.Shows, .. says.ShowsNot, says.How]);
        all.Contains("that browser’s own clock", StringComparison.Ordinal).ShouldBe(source == ExhibitSource.Browser);
        all.Contains("handed these files", StringComparison.Ordinal).ShouldBe(source == ExhibitSource.Upload);
        all.Contains("looked at the address again", StringComparison.Ordinal).ShouldBe(source == ExhibitSource.Look);
        all.Contains("This server’s browser", StringComparison.OrdinalIgnoreCase).ShouldBe(source == ExhibitSource.Look || (source == ExhibitSource.ServerCapture && answer == "No"));

        var stamped = ExhibitStatement.Of(exhibit, null, timeStamped: true);
        stamped.Shows[^1].ShouldContain("time-stamp at the latest");
        stamped.ShowsNot.ShouldNotContain(line => line.Contains("no authority outside"));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void That_it_was_seen_signed_out_is_said_only_where_a_page_was_seen_and_by_whom(ExhibitSource source, string outcome)
    {
        if (!OutcomesOf(source).Contains(outcome))
            return;
        var says = ExhibitStatement.Of(Of(source, outcome, signedOut: true), null, timeStamped: false);
        switch (source)
        {
            case ExhibitSource.ServerCapture or ExhibitSource.Look:
                says.SignedOut.ShouldBe(outcome switch { "Captured" or "Partial" or "StillUp" or "Changed" => "Yes", "CannotTell" => "Not known", _ => "No" });
                says.How.ShouldContain("signed in to nothing");
                break;
            case ExhibitSource.Browser:
                says.SignedOut.ShouldBe("Yes");
                says.How.ShouldContain("the word of the person whose browser it is");
                break;
            case ExhibitSource.Upload:
                says.SignedOut.ShouldBe("Yes");
                says.How.ShouldBe("The person who supplied it says that they were signed out.");
                break;
            case ExhibitSource.Message or ExhibitSource.Comment:
                says.SignedOut.ShouldBe("Not asked");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(source));
        }
    }

    [Theory]
    [InlineData("Failed", 503, true, "answered this server with an error (503), and what it showed with it", "No")]
    [InlineData("Failed", 500, false, "with an error (500). Nothing was kept", "No")]
    [InlineData("Failed", null, false, "could not keep what it asked for", "No")]
    [InlineData("Failed", 200, false, "could not keep what it asked for", "No")]
    [InlineData("NotFound", 410, true, "answered this server that there is no such page at that address (410)", "No")]
    [InlineData("NotFound", 200, true, "what is, or looks like, its page for something that is not there", "No")]
    [InlineData("Blocked", 403, true, "refused and not shown to this server", "No")]
    [InlineData("Blocked", null, false, "did not fetch it: the address is private", "Not asked")]
    public void A_page_that_was_not_had_is_told_by_what_came_in_its_place(string outcome, int? status, bool kept, string shows, string answer)
    {
        var exhibit = Of(ExhibitSource.ServerCapture, outcome);
        string[] paths = ["manifest.json", "post/facts.json", "post/manifest-sha256.txt", kept ? "post/text.txt" : "capture.wacz"];
        exhibit.Files = [.. paths.Select(path => new ExhibitFile { Path = path, MediaType = "text/plain", Hash = "" })];
        var says = ExhibitStatement.Of(exhibit, Manifest(Provenance.SeenByServer, Enum.Parse<CaptureOutcome>(outcome), status), timeStamped: false);
        says.Shows[0].ShouldContain(shows);
        says.SignedOut.ShouldBe(answer);
        string.Join(" ", [.. says.Shows, says.How]).ShouldNotContain("no answer");
    }

    [Fact]
    public void A_mail_is_called_one_whether_it_came_from_a_mailbox_or_was_handed_over()
    {
        var message = Of(ExhibitSource.Message, "Captured");
        message.Files = [new ExhibitFile { Path = "original.eml", MediaType = "message/rfc822", Hash = "" }];
        ExhibitStatement.Of(message, null, timeStamped: false).Shows[0].ShouldBe("What the mailbox, or the file that the office brought in, held of this mail.");
        var upload = Of(ExhibitSource.Upload, "Supplied");
        upload.Files = [new ExhibitFile { Path = "proof/a.eml.dkim.json", MediaType = "application/json", Hash = "" }];
        var says = ExhibitStatement.Of(upload, null, timeStamped: false);
        says.Shows[0].ShouldContain("one that holds shows that the domain signed that mail");
        says.ShowsNot[0].ShouldContain("does not show which person wrote the mail");
    }

    [Fact]
    public void A_source_or_a_provenance_without_words_is_never_described_as_another()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ExhibitStatement.Of(Of((ExhibitSource)99, "Captured"), null, timeStamped: false));
        Should.Throw<ArgumentOutOfRangeException>(() => CaseWords.Source((ExhibitSource)99));
        foreach (var source in Enum.GetValues<ExhibitSource>())
        {
            var exhibit = Of(source, OutcomesOf(source)[0]);
            Enum.GetValues<Provenance>().Count(p => Says(exhibit, p)).ShouldBe(1, $"one provenance goes with {source}");
        }

        static bool Says(Exhibit exhibit, Provenance provenance)
        {
            try
            {
                return ExhibitStatement.Of(exhibit, Manifest(provenance, CaptureOutcome.Captured, 200), timeStamped: false).Shows.Count > 0;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <summary>The outcomes that an exhibit of that source can have.</summary>
    private static string[] OutcomesOf(ExhibitSource source) => source switch
    {
        ExhibitSource.ServerCapture => Enum.GetNames<CaptureOutcome>(),
        ExhibitSource.Look => Enum.GetNames<WatchVerdict>(),
        ExhibitSource.Browser => ["Captured", "Partial"],
        ExhibitSource.Upload => ["Supplied"],
        ExhibitSource.Message or ExhibitSource.Comment => ["Captured"],
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Say here which outcomes it can have, and above what is said of them."),
    };

    private static Exhibit Of(ExhibitSource source, string outcome, bool? signedOut = null) =>
        new() { Key = "k", Label = "JS/1", Title = "t", Source = source, Outcome = outcome, SeenSignedOut = signedOut, ManifestHash = "" };

    private static ExhibitManifest Manifest(Provenance provenance, CaptureOutcome outcome, int? status) => new(
        "JS/1", "t", provenance, null, default, "Serjeant", "1",
        [new CaptureFacts("post", "post", outcome, "https://social.example/1", null, status, [], default, default, "Europe/London", null, null, "Chromium", false, "A", 1, 1, null, [], [])], [], []);
}
