namespace Serjeant.Moderation;

/// <summary>
/// What the trained model makes of a message, each 0 to 1, calibrated on messages held out of training
/// (training/models/messages.card.md says which): hate, incivility and spam for as many yes as no, the others so that hardly any fair message is beyond 0.5.
/// </summary>
/// <param name="Incivility">Rudeness of any kind, whether a protocol would act on it or not.</param>
public sealed record Scores(double Hate, double Threat, double Harassment, double Incivility, double Spam);
