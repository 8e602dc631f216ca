namespace Serjeant.Outside.Capture.Recording;

/// <summary>Keeps what the proxy passes.</summary>
internal interface ITrafficRecorder
{
    /// <summary>Room for a body that is coming.</summary>
    Spool NewSpool();

    /// <summary>Keeps an exchange and disposes it. Never throws for what a site sent.</summary>
    Task KeepAsync(Exchange exchange);

    /// <summary>The page opened a WebSocket; what goes over it is not recorded.</summary>
    void SawSocket();
}
