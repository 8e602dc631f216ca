using System.Collections.ObjectModel;

namespace Serjeant.Mail.Messages;

/// <summary>What was left out of a message because it is larger than what is looked at, each once and in plain words.</summary>
internal sealed class MailCuts : Collection<string>
{
    /// <summary>Words, links or files that a warning could rest on may stand behind one of the cuts.</summary>
    internal bool Hide { get; private set; }

    /// <summary>Tells of a cut that nothing hides behind: what is read of such a thing stands before it.</summary>
    internal void Tell(string words)
    {
        if (!Contains(words)) Add(words);
    }

    /// <summary>Tells of a cut behind which anything may stand.</summary>
    internal void TellHiding(string words)
    {
        Hide = true;
        Tell(words);
    }
}
