namespace Serjeant.Mail.Connections;

/// <summary>Somebody who asks to be connected, as their profile shows them. All of it is typed in by a person: nothing is looked up.</summary>
public sealed record ConnectionRequest
{
    /// <summary>The platform's name in lower case, such as <c>linkedin</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The account's name there, with or without @.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The name that is shown.</summary>
    public string Name { get; init; } = "";
    public string Bio { get; init; } = "";

    /// <summary>What they wrote with the request.</summary>
    public string Says { get; init; } = "";
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>How many days old the account is; null where that isn't shown.</summary>
    public int? AgeDays { get; init; }

    /// <summary>People whom both know; null where that isn't shown.</summary>
    public int? Mutuals { get; init; }
}

/// <summary>An account on a platform that the office knows.</summary>
/// <param name="Name">Of the person.</param>
/// <param name="Platform">In lower case.</param>
/// <param name="Handle">In lower case, without @.</param>
/// <param name="Ours">The politician's or the office's own.</param>
public sealed record KnownAccount(string Name, string Platform, string Handle, bool Ours);
