namespace Serjeant.Chapters.Inbox.Live;

/// <summary>What waits in the threat lane, as one reader may know of it.</summary>
/// <param name="Newest">The id of the latest to come in; 0 when there is none.</param>
public sealed record UrgentNow(int Count, long Newest);
