using Microsoft.Net.Http.Headers;

namespace Serjeant.Shell.Security;

/// <summary>What every answer says to the browser about what it may do.</summary>
public static class SecurityHeaders
{
    // publickey-credentials: passkeys. Everything else that a desk has no use for is off.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
        + "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly object Sandboxed = new();

    /// <summary>Says that this answer is a file from outside: whatever opens it may run, fetch and send nothing.</summary>
    public static void Sandbox(this HttpResponse response) => response.HttpContext.Items[Sandboxed] = true;

    public static void UseDeskHeaders(this WebApplication app)
    {
        app.Use(SandboxLast);
        app.UseSecurityHeaders(Policies());
        app.Use(NeverStored);
    }

    private static HeaderPolicyCollection Policies() => new HeaderPolicyCollection()
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        // Not no-referrer: that makes browsers send "Origin: null" with our own forms. Other sites are told nothing either way.
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(p => p.SameOrigin())
        .AddCrossOriginResourcePolicy(p => p.SameOrigin())
        .AddStrictTransportSecurityMaxAge()
        .AddCustomHeader("Permissions-Policy", Permissions)
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddFontSrc().Self();
            csp.AddImgSrc().Self().Data();
            csp.AddMediaSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddManifestSrc().Self();
            csp.AddCustomDirective("worker-src", "'self'");
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
            csp.AddObjectSrc().None();
        })
        .RemoveServerHeader();

    /// <summary>Callbacks run last in, first out: the one that is set first has the last word over the desk's own policy.</summary>
    private static Task SandboxLast(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            if (http.Items.ContainsKey(Sandboxed)) http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    /// <summary>A page may hold a message or a name, so no cache keeps it. Assets say for themselves how long they last.</summary>
    private static Task NeverStored(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (!headers.ContainsKey(HeaderNames.CacheControl)) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, http);
        return next(http);
    }
}
