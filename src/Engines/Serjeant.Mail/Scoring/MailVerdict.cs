using Serjeant.Mail.Messages;

namespace Serjeant.Mail.Scoring;

/// <summary>The answer about one message.</summary>
/// <param name="Score">The findings' points together.</param>
/// <param name="Findings">Those with points first, most points first; then what is only worth knowing.</param>
/// <param name="Steps">What to do next, in plain English, first things first.</param>
/// <param name="Training">The message bears a mark of phishing training. Anybody can write such a mark, so it makes no verdict milder.</param>
/// <param name="Message">What was read, with what was left out.</param>
public sealed record MailVerdict(Verdict Verdict, double Score, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Steps, bool Training, MailReading Message);
