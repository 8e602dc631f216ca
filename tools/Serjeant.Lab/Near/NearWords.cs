namespace Serjeant.Lab.Near;

/// <summary>What the sample of near copies is made of. N is a thing, A a quality, V what was done, P a place, J a name to call somebody.</summary>
internal static class NearWords
{
    public static readonly string[] Sentences =
    [
        "I have been waiting for the N about the A N since the N in P",
        "You promised P a A N and we got a A N instead",
        "Why is the A N in P still without a N for its N",
        "Everybody in P knows that your A N about the N is A",
        "The N on the A N has made life A for every N here",
        "Nobody asked the N of P before the A N was V",
        "Look at the A N behind the N before another N is V",
        "My N and I were V by the A N near the N",
        "Since the N was V the A N of P has become A",
        "Which N of the council V the N and called it a A N",
        "We would be grateful if the N in P could have a A N by spring",
        "Your party V the A N and then V the N of P",
    ];

    /// <summary>How a post ends, so that two posts of one sentence don't come out nearly the same by chance.</summary>
    public static readonly string[] Tails =
    [
        " and the N from P V a A N", " while our A N near P was V", " but a N and a A N were V", " as if a A N in P could be V",
    ];

    public static readonly string[] Shorts =
    [
        "You are a J", "Resign you J", "What a J you are", "I will vote for you", "Save our N", "What about the N", "Where is the N", "Fix the N in P",
        "The N is A", "You A J", "Our N needs you", "Vote for the N",
    ];

    public static readonly string[] Openings =
    [
        "I am writing to ask you to speak up for the N in the house this week.", "As your constituent I ask you to read this letter about the N with care.",
        "I live in P and the future of the N matters to my family.", "Please find a moment to think about the N before the debate.",
    ];

    public static readonly string[] Closings =
    [
        "I look forward to hearing what you will do.", "Please reply to me at the address below.", "Thank you for your time in reading this.",
    ];

    public static readonly string[] N = List(
        "bus shelter bridge library clinic school market river park station road crossing pavement hospital nursery college theatre garden playground harbour ferry "
        + "surgery dentist chemist museum farm orchard footpath cycleway roundabout tunnel reservoir sewer pipeline lamp fence gate hedge tree meadow pond beach pier "
        + "quarry depot factory workshop studio bakery brewery pub cafe hotel hostel shelter chapel church mosque temple hall centre club team band choir orchestra "
        + "councillor minister inspector nurse teacher driver postman farmer builder plumber electrician carer pensioner student tenant landlord neighbour shopkeeper "
        + "budget contract tender grant permit licence petition survey report inquiry meeting hearing timetable forecast letter leaflet poster banner notice form "
        + "boiler window roof chimney gutter ceiling carpet kitchen lift staircase corridor balcony terrace basement attic garage driveway allotment greenhouse");

    public static readonly string[] A = List(
        "new wooden narrow broken empty crowded quiet noisy dusty muddy frozen flooded leaking rusty painted modern temporary permanent expensive cheap lengthy sudden gradual "
        + "annual weekly daily local national regional rural urban coastal northern southern eastern western public private shared unfinished abandoned forgotten busy sleepy "
        + "steep shallow deep tall tiny enormous yellow green blue purple grey orange damp dry warm cold windy shady bright dim hollow solid plain fancy ancient");

    public static readonly string[] V = List(
        "repainted moved sold rented measured inspected postponed cancelled reopened renamed extended shortened widened replaced repaired rebuilt copied printed counted "
        + "delayed advertised ignored discussed mentioned photographed recorded surveyed drained fenced planted watered swept emptied filled lifted lowered turned");

    public static readonly string[] P = List(
        "Linden Westmarch Alderton Brackley Cresswell Dunmore Eastholme Fairlea Grantley Hexham Ilkley Jarrow Kelso Ludlow Marlow Norton Oakham Penrith Quorn Ripon Selby Tetbury Upton Welby");

    public static readonly string[] J = List("liar hero disgrace legend coward star traitor gem clown fraud champion crook saint fool angel thief");

    public static readonly string[] Names = List("Alice Brian Carol Derek Elaine Frank Gina Harold Irene James Karen Leroy Maya Nigel Olive Priya Quentin Rosa Samir Tara Umar Violet Wendy Yusuf Zara");
    public static readonly string[] Emoji = ["😀", "🎉", "🔥", "👏", "🙏", "😂", "🌍", "🚌", "📢", "💬"];
    public static readonly string[] Fillers = List("really very just absolutely totally simply quite");

    private static string[] List(string words) => words.Split(' ');
}
