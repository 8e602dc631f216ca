namespace Serjeant.Chapters.Inbox.Live;

/// <summary>What is urgent, as one reader may know of it: what waits in the threat lane, and rules of mail accounts that nobody said to know.</summary>
/// <param name="Count">All of the threat lane.</param>
/// <param name="CannotWait">Those of it that can't wait, as the queue and Today count them.</param>
/// <param name="Newest">The id of the latest to come in; 0 when there is none.</param>
/// <param name="Rules">The rules, as Today counts them; 0 for who doesn't look after mail accounts.</param>
/// <param name="NewestRule">When the latest was found, in milliseconds since 1970; 0 when there is none.</param>
public sealed record UrgentNow(int Count, int CannotWait, long Newest, int Rules, long NewestRule);
