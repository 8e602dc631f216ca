using System.Diagnostics;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class WatchJudgeTests
{
    private const string Kept = """
        Home
        Explore
        Angry Example
        @angry_example
        You will regret this, Alex, and I know the road you live on.
        10:14 AM · 3 May 2026 · 1,204 Views
        12 Reposts 4 Quotes 88 Likes
        What is happening
        Trending in United Kingdom
        #Weather
        3,021 posts
        Rain is expected across the north of the county this weekend, says the office
        """;

    private const string Title = "(3) Angry Example on X: \"You will regret this, Alex, and I know the road you live on.\" / X";
    private static readonly PageWords Before = new(Kept, Title);

    [Theory]
    [InlineData("12 Reposts 4 Quotes 88 Likes", "1.2K Reposts 9 Quotes 3,410 Likes")]
    [InlineData("10:14 AM · 3 May 2026 · 1,204 Views", "10:14 · 3 May 2026 · 2M Views")]
    [InlineData("#Weather", "#Football")]
    [InlineData("Rain is expected across the north of the county this weekend, says the office", "Sun is expected across the south of the county this weekend, says the office")]
    [InlineData("I know the road you live on.", "I know the road you live on. Show more")]
    [InlineData("You will regret this, Alex", "YOU WILL REGRET THIS\u200b, Alex")]
    [InlineData("What is happening", "A reply\nLeave them alone, you coward\n2h\nReply")]
    public void What_passes_round_a_post_is_no_change(string old, string now) =>
        Look(Kept.Replace(old, now, StringComparison.Ordinal)).Verdict.ShouldBe(WatchVerdict.StillUp);

    [Fact]
    public void A_whole_page_of_other_recommendations_is_no_change_while_the_post_is_there() =>
        Look("""
            Log in
            Angry Example
            You will regret this, Alex, and I know the road you live on.
            5,002 Views
            Ten recipes for a wet Tuesday evening, from our kitchen to yours, with pictures
            The match ended without a goal and the crowd went home early, our reporter says
            """).Verdict.ShouldBe(WatchVerdict.StillUp);

    [Theory]
    [InlineData("You will not regret this, Alex, and I know the road you live on.")]
    [InlineData("You will regret this, Alex, and I know the road you live on. See you at 9 Mill Lane.")]
    [InlineData("You will regret this, Alex.")]
    public void Other_words_of_the_post_are_a_change_and_both_are_quoted(string now)
    {
        var found = Look(Kept.Replace("You will regret this, Alex, and I know the road you live on.", now, StringComparison.Ordinal));
        found.Verdict.ShouldBe(WatchVerdict.Changed);
        found.What.ShouldContain("“You will regret this, Alex, and I know the road you live on.”");
    }

    [Fact]
    public void A_number_in_the_post_itself_counts()
    {
        var before = new PageWords("Angry\nMeet me at 9 Mill Lane on your way home\n14 Likes", null, "Meet me at 9 Mill Lane on your way home");
        var found = WatchJudge.Judge(before, Page("Angry\nMeet me at 11 Mill Lane on your way home\n15 Likes"), null);
        (found.Verdict, found.What).ShouldBe((WatchVerdict.Changed, "It said “Meet me at 9 Mill Lane on your way home” and now says “Meet me at 11 Mill Lane on your way home”."));
    }

    [Fact]
    public void A_post_of_two_words_is_found_by_its_message() =>
        WatchJudge.Judge(new PageWords("Angry Example\nWatch out\n3h", null, "Watch out 😡"), Page("Angry Example\nWatch out\n5d\nSomething new"), null)
            .Verdict.ShouldBe(WatchVerdict.StillUp);

    [Fact]
    public void Addresses_that_a_platform_shortens_are_no_change() =>
        WatchJudge.Judge(new PageWords("Read this at https://t.co/abc before you sleep tonight", null, "Read this at https://long.example/page before you sleep tonight"),
            Page("Read this at long.example/pa… before you sleep tonight"), null).Verdict.ShouldBe(WatchVerdict.StillUp);

    [Theory]
    [InlineData("A page of ours\nWe will burn your office down next week, tell your staff to stay away\n4 comments", WatchVerdict.StillUp)]
    [InlineData("A page of ours\nWe will not burn your office down next week, tell your staff to stay away", WatchVerdict.Changed)]
    [InlineData("A page of ours\nOur shop is closed for the holidays", WatchVerdict.Changed)]
    public void Without_a_title_that_tells_the_whole_page_counts(string now, WatchVerdict verdict) =>
        WatchJudge.Judge(new PageWords("A page of ours\nWe will burn your office down next week, tell your staff to stay away\n3 comments", "Community notes"), Page(now), null)
            .Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(CaptureOutcome.NotFound, 404, null, null, WatchVerdict.Gone)]
    [InlineData(CaptureOutcome.NotFound, 410, CaptureOutcome.Captured, 200, WatchVerdict.Gone)]
    [InlineData(CaptureOutcome.NotFound, 404, CaptureOutcome.NotFound, 404, WatchVerdict.AccountGone)]
    [InlineData(CaptureOutcome.NotFound, 404, CaptureOutcome.LoginWall, 200, WatchVerdict.Gone)]
    [InlineData(CaptureOutcome.LoginWall, 200, CaptureOutcome.NotFound, 404, WatchVerdict.AccountGone)]
    [InlineData(CaptureOutcome.LoginWall, 200, CaptureOutcome.LoginWall, 200, WatchVerdict.CannotTell)]
    [InlineData(CaptureOutcome.Blocked, 403, CaptureOutcome.Captured, 200, WatchVerdict.CannotTell)]
    [InlineData(CaptureOutcome.Failed, 503, null, null, WatchVerdict.CannotTell)]
    [InlineData(CaptureOutcome.Failed, null, null, null, WatchVerdict.CannotTell)]
    public void What_the_site_says_decides_and_a_refusal_decides_nothing(CaptureOutcome post, int? status, CaptureOutcome? profile, int? profileStatus, WatchVerdict verdict)
    {
        var found = WatchJudge.Judge(Before, Page("Sorry", post, status), profile is { } outcome ? Page("A page", outcome, profileStatus) : null);
        found.Verdict.ShouldBe(verdict, found.What);
        found.What.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("Account suspended\nX suspends accounts which violate the rules", WatchVerdict.AccountGone)]
    [InlineData("This user not found", WatchVerdict.AccountGone)]
    [InlineData("These posts are protected\nOnly confirmed followers have access", WatchVerdict.Locked)]
    [InlineData("This account is private", WatchVerdict.Locked)]
    public void A_page_that_says_what_became_of_the_account_is_believed(string now, WatchVerdict verdict) => Look(now).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_post_that_says_such_words_itself_is_still_up() =>
        WatchJudge.Judge(new PageWords("My last account was suspended, so here I am again", null, "My last account was suspended, so here I am again"),
            Page("My last account was suspended, so here I am again"), null).Verdict.ShouldBe(WatchVerdict.StillUp);

    [Fact]
    public void Being_sent_to_the_start_page_is_gone() =>
        WatchJudge.Judge(Before, Page("Welcome to our network, see what your friends are up to", final: "https://social.example/"), null).Verdict.ShouldBe(WatchVerdict.Gone);

    [Fact]
    public void A_page_whose_words_can_not_be_read_tells_nothing() =>
        WatchJudge.Judge(Before, new LookedAtPage(Facts(CaptureOutcome.Partial, 200), null), null).Verdict.ShouldBe(WatchVerdict.CannotTell);

    [Fact]
    public void Where_no_words_were_kept_a_page_that_is_there_is_still_up_and_says_why_no_more_can_be_told() =>
        WatchJudge.Judge(null, Page("Anything"), Page("Profile")).What.ShouldBe(
            "A page is still there. No words of it were kept, so whether they are the same can’t be told. The account’s own page is there.");

    [Fact]
    public void Words_that_nobody_saw_on_the_page_are_not_said_to_have_left_it() =>
        WatchJudge.Judge(new PageWords("We will find you", null, "We will find you") { IsOfPage = false }, Page("Sign up to see more from angry_example today"), null)
            .Verdict.ShouldBe(WatchVerdict.CannotTell);

    [Fact]
    public void A_page_made_to_be_slow_is_compared_in_time()
    {
        var many = string.Join('\n', Enumerable.Range(0, 200_000).Select(i => $"line {i} of many words that are like the others {i * 7}"));
        var other = string.Join('\n', Enumerable.Range(0, 200_000).Select(i => $"line {i + 3} of many words that were like others {i * 11}"));
        var began = Stopwatch.GetTimestamp();
        WatchJudge.Judge(new PageWords(many, many, null), Page(other + new string('a', 3_000_000)), null);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static WatchFinding Look(string now) => WatchJudge.Judge(Before, Page(now), null);

    private static LookedAtPage Page(string text, CaptureOutcome outcome = CaptureOutcome.Captured, int? status = 200, string? final = null) => new(Facts(outcome, status, final), text);

    private static CaptureFacts Facts(CaptureOutcome outcome, int? status, string? final = null) => new(
        "post", "post", outcome, "https://social.example/angry/1", final ?? "https://social.example/angry/1", status, [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch,
        "Europe/London", null, null, "Chromium", false, "Test", 1600, 900, null, status is null ? ["The site did not answer within 20 seconds."] : [], []);
}
