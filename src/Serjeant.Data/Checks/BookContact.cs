namespace Serjeant.Data;

/// <summary>
/// Somebody whom the office knows: a name with an address, a whole domain, or an account on a platform. What a person adds teaches this office's checks and
/// nobody else's.
/// </summary>
public sealed class BookContact : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public required string Name { get; set; }

    /// <summary>An address in lower case, or <c>@domain</c> for everybody there; null for an account.</summary>
    public string? Address { get; set; }

    /// <summary>The platform's name in lower case, such as <c>x</c> or <c>linkedin</c>; null for an address.</summary>
    public string? Platform { get; set; }

    /// <summary>The account's name there, in lower case, without @.</summary>
    public string? Handle { get; set; }

    /// <summary>The politician's or the office's own account.</summary>
    public bool Ours { get; set; }

    /// <summary>The check that it was taken from.</summary>
    public long? CheckId { get; set; }
    public long AddedById { get; set; }
    public DateTimeOffset AddedAt { get; set; }
}
