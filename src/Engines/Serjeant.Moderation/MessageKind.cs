namespace Serjeant.Moderation;

/// <summary>How a message came. Stored as a number: add at the end, never renumber.</summary>
public enum MessageKind
{
    Other = 0,
    Email = 1,
    DirectMessage = 2,
    Comment = 3,
    Reply = 4,
    Mention = 5,
}
