using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>Pages that keep robots out answer 200 as often as not. Built as such pages are; none of their scripts can be reached here.</summary>
public sealed class GatePageTests(Browsers browsers) : CaptureTestBase(browsers)
{
    private static readonly (string Whose, string Body)[] Gates =
    [
        ("Cloudflare", "<script>window._cf_chl_opt = { cType: 'managed' }</script><p>Verify you are human by completing the action below.</p>"),
        ("DataDome", "<p>Please enable JS and disable any ad blocker</p><script src='https://ct.captcha-delivery.com/c.js'></script>"),
        ("PerimeterX", "<h1>Before we continue</h1><p>Press &amp; Hold to confirm you are a human (and not a bot).</p><div id=px-captcha></div>"),
        ("Imperva", "<iframe id=main-iframe src='/_Incapsula_Resource?SWUDNSAI=31'>Request unsuccessful. Incapsula incident ID: 1-2</iframe>"),
        ("Akamai", "<script>document.title = 'Access Denied'</script><h1>Access Denied</h1>You don't have permission to access \"http://social.example/post\" on this server.<p>Reference #18.2d3e1402.1700000000.1a2b3c4d"),
        ("a CAPTCHA", "<h1>One more step</h1><p>Please complete the security check to go on.</p><div class=h-captcha data-sitekey=x></div>"),
        ("a CAPTCHA", "<p>Our systems have detected unusual traffic from your computer network.</p><form><div class=g-recaptcha data-sitekey=x></div></form>"),
    ];

    private static readonly string[] Genuine =
    [
        "<h1>Write to us</h1><form><label>Name <input></label><textarea></textarea><p>Please confirm that you are human: I’m not a robot</p><div class=g-recaptcha></div><button>Send</button></form>",
        "<article><p>Cloudflare kept me out again: “Checking your browser, verify you are human”.</p></article><div class=cf-turnstile></div>",
        "<h1>Access Denied</h1><p>A film about a council that says you don't have permission to access your own files.</p>",
        "<p>Just a moment, I’m not a robot!</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><div class=grecaptcha-badge><iframe src='https://www.google.com/recaptcha/api2/anchor'></iframe></div>",
        "<h1>How to get past the security check</h1><div class=h-captcha></div><p>" + "A long guide to CAPTCHAs, and why you must complete the CAPTCHA. " + string.Join(" ", Enumerable.Repeat("It goes on and on.", 60)),
    ];

    [Fact]
    public async Task A_page_that_keeps_robots_out_and_answers_200_is_blocked_and_said_to_look_like_one()
    {
        await using var site = await SiteAsync(app =>
        {
            for (var at = 0; at < Gates.Length; at++)
                app.Page($"/{at}", Gates[at].Body);
        });
        for (var at = 0; at < Gates.Length; at++)
        {
            using var result = await CaptureAsync(new CaptureRequest(site.At($"/{at}"), null, "Jo") { Allowed = [site.Allowed], Small = true });
            var told = $"{at} {string.Join('|', result.Post.Notes)}";
            (result.Post.Outcome, result.Post.Status, result.HasPost).ShouldBe((CaptureOutcome.Blocked, 200, true), told);
            result.Post.Notes[0].ShouldBe($"This looks like a page of {Gates[at].Whose} that keeps robots out, not like the page that was asked for.");
            CaptureWords.Of(result.Post).ShouldBe("Kept, but the site let no robot through");
        }
    }

    [Fact]
    public async Task A_page_that_speaks_of_such_checks_or_has_one_in_a_form_is_not_blocked()
    {
        await using var site = await SiteAsync(app =>
        {
            for (var at = 0; at < Genuine.Length; at++)
                app.Page($"/{at}", Genuine[at]);
        });
        for (var at = 0; at < Genuine.Length; at++)
        {
            using var result = await CaptureAsync(new CaptureRequest(site.At($"/{at}"), null, "Jo") { Allowed = [site.Allowed], Small = true });
            result.Post.Outcome.ShouldBe(CaptureOutcome.Captured, $"{at} {string.Join('|', result.Post.Notes.Concat(result.Post.Missing))}");
        }
    }
}
