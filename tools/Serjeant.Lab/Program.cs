using System.CommandLine;
using Serjeant.Lab.Capture;
using Serjeant.Lab.Evidence;
using Serjeant.Lab.Ingest;
using Serjeant.Lab.Mail;
using Serjeant.Lab.Mail.Lookalikes;
using Serjeant.Lab.Messages;
using Serjeant.Lab.Near;

var root = new RootCommand("Serjeant's lab: training and benches. None of it ships with the desk.")
{
    new Command("train", "Trains the model of messages, fits the points of mail rules, and checks what they are trained on.") { TrainContrast.Create(), TrainMessages.Create(), TrainMail.Create() },
    new Command("bench", "Measures the program on this machine.") { IngestBench.Create(), CaptureBench.Create(), VerifyBench.Create(), NearBench.Create(), MessagesBench.Create(), MailBench.Create(), LookalikeBench.Create() },
};
return await root.Parse(args).InvokeAsync();
