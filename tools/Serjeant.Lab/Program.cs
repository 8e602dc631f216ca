using System.CommandLine;
using Serjeant.Lab.Capture;
using Serjeant.Lab.Ingest;
using Serjeant.Lab.Messages;
using Serjeant.Lab.Near;

var root = new RootCommand("Serjeant's lab: training and benches. None of it ships with the desk.")
{
    new Command("train", "Trains the model of messages, and checks what it is trained on.") { TrainContrast.Create(), TrainMessages.Create() },
    new Command("bench", "Measures the program on this machine.") { IngestBench.Create(), CaptureBench.Create(), NearBench.Create(), MessagesBench.Create() },
};
return await root.Parse(args).InvokeAsync();
