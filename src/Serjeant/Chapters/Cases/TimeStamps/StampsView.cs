using Serjeant.Data;

namespace Serjeant.Chapters.Cases.TimeStamps;

/// <summary>Who vouches for the time of an exhibit or of a redacted copy, as its page tells it.</summary>
/// <param name="What">What they are over, such as "The exhibit".</param>
/// <param name="AsksAuthority">Whether the office asks anybody for time-stamps.</param>
/// <param name="ManagesOffice">Whether the reader may choose whom.</param>
/// <param name="CanAsk">Whether the reader may ask for one more.</param>
/// <param name="CanDownload">Not of what was sealed off.</param>
public sealed record StampsView(string What, IReadOnlyList<ExhibitTimestamp> Stamps, bool AsksAuthority, bool ManagesOffice, bool CanAsk, bool CanDownload);
