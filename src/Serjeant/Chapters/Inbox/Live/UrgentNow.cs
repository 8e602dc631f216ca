namespace Serjeant.Chapters.Inbox.Live;

/// <summary>What waits in the threat lane, as one reader may know of it.</summary>
/// <param name="Count">All of the lane.</param>
/// <param name="CannotWait">Those of it that can't wait, as the queue and Today count them.</param>
/// <param name="Newest">The id of the latest to come in; 0 when there is none.</param>
public sealed record UrgentNow(int Count, int CannotWait, long Newest);
