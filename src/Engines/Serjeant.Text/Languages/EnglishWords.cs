namespace Serjeant.Text.Languages;

/// <summary>
/// Words that speak for English: function words, the commonest others, what people write for them when they type, and Scots, which counts as English.
/// Written by hand. A word with an apostrophe is here twice where people leave it out.
/// </summary>
internal static class EnglishWords
{
    internal const string Common = """
        a an the i me my mine myself you your yours yourself he him his she her hers it its we us our ours they them their theirs this that these those
        who whom whose which what when where why how and or but nor so if then than as at by for from in into of off on onto out over to toward towards under
        up down with within without about above across after again against all almost alone along already also although always am among any anybody anyone
        anything are around away back be became because been before behind being below best better between both can cannot come could did do does doing done
        during each either else enough even ever every everybody everyone everything few first get gets getting give given go goes going gone good got great had
        has have having here hope however is just keep kept know last least less let like look made make makes many may maybe mean might more most much must
        never new next no nobody none not nothing now off often ok okay old once one only other others own part people perhaps please put quite rather really
        right said same saw say saying says see seen seems shall should since some somebody someone something soon still stop such sure take taken tell
        thank thanks thing things think though thought through time today together told tomorrow tonight too two under until very want wants wanted was way
        well went were while whole will wish would year years yes yesterday yet work working week day days man men woman women child children kids house home
        home money job jobs life live lives long little big bad help need needs needed nice love hate hey hi hello dear call called ask asked use used pay paid
        road street school bus train water council councillor government minister party vote voted voting voters member politician constituent office surgery
        letter email news question answer reply public local country world town city village hospital police tax labour tory tories green leave left real free
        open door hand land plan war die dead god shame absolute disgrace disgusting liar lies lie resign election country against every family mum dad mam
        friend friends reason problem point fact full half hard high low end start number order place side state true try turn until wait wrong write wrote
        another bin bins car cars park speak talk read heard hear feel fix fixed find found face far fine fire fun game gives goes head hold kind late later
        team three four five six seven eight nine ten second third times were able lot lots might must stupid idiot fool shut kill weak strong poor rich
        simple support thousand million hundred pounds quid proud absolutely actually finally especially honestly literally bloody fucking shit crap damn
        hell arse bastard wanker twat prick cunt bitch mate lad lads lass pal folk folks bloke blokes wife husband son daughter brother sister mother father
        dim den fat hen pan rum her ham men mad mud par pig pub red sad sin son sun ten tin top ran con era fin fort grand pet port pour moment plus place gift
        also fast bald hut mud rat rot not bitte wand will wir arm rock cost coin sang note page table main mine client force van met mag hem wet toe boot week
        ben over wind lag slag kan dame net bad bank park pint pints late tale male male dale dare fare here there where sole solo ago fee see bee kind dank
        ma dat per via pro re vs etc mr mrs ms dr sir mp mps pm cllr cllrs uk eu nhs tv bbc ai cv
        """;

    internal const string Typed = """
        u ur r y im ive id ill youre youve youd youll hes shes weve theyre theyve theyll dont doesnt didnt cant couldnt wont wouldnt shouldnt isnt arent wasnt
        werent havent hasnt hadnt aint thats whats wheres whos hows lets theres heres itll itd gonna wanna gotta gimme lemme dunno kinda sorta coulda woulda
        shoulda innit bruv fam bro sis lol lmao rofl omg wtf ffs smh tbh tbf imo imho idk ikr btw fyi asap thx ty tnx pls plz cos cuz coz bc b4 l8r gr8 m8 2 4 k
        ppl msg pic pics yeah yep yup nah nope ya ye yh aye haha hahaha ha huh hmm um er uh oo ooh ah aah aw oh wow yay hun luv babe babes xx xxx xoxo hiya cheers ta tho thru
        nite lite wiv dat dis dem da tha deez ting tings wot wiv nowt owt summat summit mardy reet gerroff tha thee thou wor howay canny gadgie
        """;

    internal const string Scots = """
        ah ae an aa abody afore aff ain aince alang anither auld awa aw awfy aye ane bairn bairns baith ben bide bonnie braw breeks but cannae cauld couldnae
        dae daein deid dinna dinnae didnae disnae doesnae doon efter fae faither feart fir fitba frae fur gadgie gae gaun gie gies gied gonnae guid hae haud
        havnae hasnae heid hame hoose hoo hus intae isnae ither jist keech ken kent kirk lang laddie lassie mair mak maw masel mibbe mither morra muckle mony naw nae naebody
        naethin nicht no noo oan oor oot ower polis puir richt roon sae sair scunnered shouldnae sic skelp sortae tae tak thae thegither thir thon thurs toon twa wae wan wasnae
        weans wean wee weel werenae whit whaur wha wi wid widnae willnae wir wis wisnae wouldnae wummin yasel ye yer yersel yin yins youse yous yon
        """;

    internal const string Shortened = """
        i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've we'd we'll they're they've they'd they'll don't doesn't didn't can't couldn't
        won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't ain't that's what's where's who's how's let's there's here's it'll it'd
        's 're 'll 've 'd 't 'm o' d' y'
        """;
}
