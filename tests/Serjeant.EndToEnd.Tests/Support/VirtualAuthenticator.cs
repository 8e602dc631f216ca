namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A phone's fingerprint reader, as Chromium offers it to tests (WebAuthn over the DevTools protocol).</summary>
internal static class VirtualAuthenticator
{
    public static async Task AddAsync(Visitor visitor)
    {
        var devTools = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
