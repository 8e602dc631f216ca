namespace Serjeant.Text.Languages;

/// <summary>
/// What speaks for each language in Latin letters, written by hand: function words and what people write to politicians. A word with an apostrophe stands for
/// itself, one that ends or begins with it for the part before or after it (<c>l'</c>, <c>'r</c>), and one that begins with a hyphen for an ending.
/// </summary>
internal static class LatinWords
{
    internal static readonly (string Code, string Letters, string Words)[] All =
    [
        ("cy", "ŵŷâêîôû", """
            yn y yr a ac i o ar am at gan dan dros drwy heb hyd wrth gyda gydag rhwng er ers mewn fel neu ond os pan tra bod fod wedi mae maen ydy yw oes oedd roedd bydd
            byddaf bydden fydd fyddai byddai sydd sy nid dim ddim na nad ni chi nhw fi ti ef hi fe eich ein eu ei fy dy hwn hon hyn hynny hwnnw honno yma yno pwy
            beth pam sut ble pryd faint pa pob bob holl mwy iawn da dda fawr mawr bach newydd diolch diolchgar helo annwyl os gwelwch plis hoffwn hoffem gallwch allwch
            gallech dylai dylech rhaid angen eisiau isio moyn gwneud wneud gwnewch cael gael dod mynd dweud gofyn gwybod meddwl credu siarad pobl plant ysgol ysgolion
            cymraeg llywodraeth cyngor gwasanaeth gwasanaethau arian ffordd ffyrdd tŷ tai teulu heddiw yfory ddoe nawr rŵan eto hefyd dal byth erioed rhywbeth unrhyw
            cyn ar ôl oherwydd achos felly dydy dyw dydyn dw dwi rydw rwyf rwy wyf wyt ydych rydych ydyn rydym maent mor cymaint gormod digon chwarae teg cywilydd celwydd
            mae'r i'r o'r a'r yw'r sy'n i'n o'n a'n dwi'n chi'n ni'n nhw'n rwy'n mae'n 'r 'n 'w 'ch 'th dw'i -iau -wch -odd -aeth -wyr -ddwn
            """),
        ("gd", "àèìòù", """
            a an am na nan agus is ach no air ann anns ag aig do dha de den dhan le leis ri ris ro bho o gu gun gur nach chan cha bha tha bidh bhios bhiodh bi robh
            eil bheil fhuair rinn chaidh thig tighinn dol deanamh faighinn ràdh mi thu e i sinn sibh iad mo do ar ur seo sin siud ciamar carson càite cuin dè cò
            gu mòr math glè ro cus tapadh leibh leat mar tha gach uile nas feum feumaidh feumar faod faodaidh urrainn bu toil toigh leam toilichte duine daoine
            clann sgoil sgoiltean taigh taighean obair airgead rathad comhairle riaghaltas gàidhlig alba baile bliadhna latha diugh nis rithist fhathast cuideachd
            airson mun mus nuair far dhuinn dhuibh agam agad againn agaibh aca orm oirnn oirbh orra rium ruibh leinn leo chòir còir ceart ceàrr naire breug b' dh' th' m'
            -achd -aidh -eachd -adh
            """),
        ("ga", "áéíóú", """
            agus an na is tá níl bhfuil raibh bhí beidh bheidh bíonn bheadh go nach gur don den ar ag as chun chuig faoi gan idir le leis ó roimh thar trí um seo sin
            siúd mé tú sé sí muid sinn sibh siad mo do ár bhur ach mar má dá nuair cad conas cén cé cathain fáth anois arís freisin fós riamh gach uile eile mór maith
            beag níos ró mhaith míle buíochas raibh maith agat agaibh dom duit dúinn daoibh dóibh agam againn orm ort orainn oraibh uaim uainn liom linn libh leo
            fúm uaibh iad déanamh dul teacht rá fáil caithfidh ba mhaith mian féidir daoine páistí leanaí scoil scoileanna teach tithe obair airgead bóthar bóithre
            comhairle rialtas gaeilge éire baile bliain lá inniu amárach inné le do thoil chara ceist freagra náire bréag ceart cothrom d' b' m' -acht -aigh -ithe
            """),
        ("fr", "çœêàèëîïôûùéâ", """
            le la les un une des du de d' l' et est sont a à au aux en dans sur sous pour par avec sans que qui quoi dont où ce cette ces cet c' qu' j' n' s' m' t' je tu il
            elle on nous vous ils elles mon ton son ma ta sa mes tes ses notre nos votre vos leur leurs me te se ne pas plus jamais rien mais ou donc car si comme quand
            comment pourquoi combien être été était étaient serait sera avoir ai as avons avez ont avait fait faire faites peut pouvez peux dois doit devez faut
            veut voulez veux suis sommes êtes aussi très trop bien mal tout tous toute toutes encore toujours déjà ici là merci bonjour madame monsieur cher chère gens
            enfants école maison travail argent route ville pays gouvernement politique politicien député honte menteur mensonge rien quelque chose beaucoup moins cela ça
            aujourd'hui jusqu' lorsqu' -eux -ité -aient -erait -issez -ements
            """),
        ("de", "ßäöü", """
            der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden wurde worden sein bin bist seid hat haben habe hatte hatten ich du
            er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen dein deine unser unsere ihre ihren ihrem euer nicht kein keine keinen nichts
            nie auch noch nur schon sehr so zu zum zur von vom mit bei beim nach aus auf für über unter durch gegen ohne um an am in im ins bis seit wenn weil dass daß
            als wie was wer wo warum wann welche welcher kann können könnte muss müssen soll sollte sollten will wollen darf machen macht gemacht geht gehen kommt
            bitte danke vielen dank hallo liebe lieber geehrte geehrter geehrten guten tag hier da dort jetzt heute immer wieder mehr viel alle alles menschen leute kinder schule haus
            häuser arbeit geld straße stadt land regierung politik politiker schande lügner lüge endlich -ung -lich -keit -heit -isch -ungen -ieren
            """),
        ("es", "ñáéíóú", """
            el la los las un una unos unas de del al a y e o u que qué quién quien cuál cuando cuándo donde dónde como cómo por para con sin sobre entre hasta desde
            en es son está están estoy estamos ser era fue fueron sido hay ha han he hemos había tiene tienen tengo tenemos hacer hace hacen hecho puede pueden puedo
            podemos debe deben quiero quiere queremos yo tú él ella usted ustedes nosotros ellos ellas me te se nos le les lo mi mis tu tus su sus nuestro nuestra
            nuestros no sí si pero más menos muy mucho mucha muchos muchas todo toda todos todas nada nunca siempre también ya aquí ahora hoy mañana gracias hola señor
            señora estimado estimada favor gente niños escuela casa casas trabajo dinero calle ciudad país gobierno político políticos vergüenza mentiroso mentira porque
            este esta estos estas ese esa eso esto bien mal buen bueno otra otro otra vez -ción -mente -dad -ando -iendo -amos -emos -ados -idos
            """),
        ("pt", "ãõçáéíóúâêô", """
            o a os as um uma uns umas de do da dos das no na nos nas ao aos à pelo pela e ou que quem qual quando onde como por para com sem sobre entre até desde em
            é são está estão estou estamos ser era foi foram sido há tem têm tenho temos fazer faz fazem feito pode podem posso podemos deve devem quero quer queremos
            eu tu ele ela você vocês nós eles elas me te se lhe lhes meu minha meus minhas seu sua seus suas nosso nossa nossos não sim mas mais menos muito muita
            muitos muitas tudo todo toda todos todas nada nunca sempre também já aqui agora hoje amanhã obrigado obrigada olá senhor senhora caro cara prezado favor
            gente pessoas crianças escola casa casas trabalho dinheiro rua cidade país governo político políticos vergonha mentiroso mentira porque isso isto este esta
            essa esse nem ainda só bem mal bom boa outra outro vez -ção -ções -mente -dade -ando -endo -amos -emos -ados -inho
            """),
        ("it", "àèìòù", """
            il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei nelle su sul sulla con per tra fra e ed o
            che chi cosa quale quando dove come perché quanto è sono sei siamo siete era erano stato stata essere ho hai ha abbiamo avete hanno aveva avere fare fa fanno
            fatto può possono posso possiamo deve devono dobbiamo vuole voglio vogliamo io tu lui lei noi voi loro mi ti si ci vi ne mio mia miei tuo tua suo sua suoi
            nostro nostra nostri vostro vostra non no sì se ma anche più meno molto molta molti molte tutto tutta tutti tutte niente nulla mai sempre già qui ora adesso
            oggi domani grazie buongiorno salve signor signora gentile egregio caro cara favore prego gente persone bambini scuola casa case lavoro soldi strada città paese
            governo politico politici vergogna bugiardo bugia questo questa questi queste quello quella bene male buono altro altra dell' nell' all' sull' dall' un' quell' l' c' d'
            anch' com' dov' -zione -zioni -mente -ità -ando -endo -iamo
            """),
        ("pl", "ąćęłńśźżó", """
            i a w we z ze na do od za o u po dla przez przy pod nad przed bez się nie tak to jest są był była było były być będzie będą jestem jesteś jesteśmy mam masz ma
            mamy macie mają miał może mogę można możemy musi musimy trzeba chcę chce chcemy robi robić robią zrobić ja ty on ona ono my wy oni mnie mi cię ci go mu jej
            nas nam was wam ich im mój moja moje twój twoja swój nasz nasza nasze wasz pan pani pana panu państwo państwa że żeby kto co gdzie kiedy jak dlaczego czemu ile jaki jaka który
            która które których bo ale albo lub więc ani jeśli jeżeli gdy też także tylko już jeszcze bardzo więcej mniej dużo wszystko wszyscy nic nigdy zawsze teraz
            dziś dzisiaj jutro tutaj tu tam dziękuję dzięki proszę dzień dobry szanowny szanowna ludzie ludzi dzieci szkoła szkoły dom domy mieszkanie praca pracy pieniądze
            ulica miasto kraj rząd polityk politycy wstyd kłamca kłamstwo czy ten ta te tego tej tym tych swoje swoich chciałbym chciałabym wiedzieć naszej naszego naszym naszych mojej mojego moim pisze piszę sprawie -ość -ości -nie -cie -ych -ego -emu -ami -uje -ować -ski -czny
            """),
        ("ro", "ăâîțșţş", """
            și si de la cu din în in pe pentru prin către fără despre după între până un o unui unei ale al a ai lui ei că ca să sa care ce cine când unde cum cât de ce
            este e sunt sînt era fost fi fie am ai are avem aveți au avea face facem faceți fac făcut poate pot putem puteți trebuie vreau vrea vrem eu tu el ea noi voi ei
            ele mă te se ne vă le îi îl îmi îți meu mea mei tău ta său noastră noastre nostru voastră vostru dumneavoastră nu da dar sau dacă mai foarte mult multă mulți
            multe tot toată toți toate nimic niciodată mereu acum azi astăzi mâine aici acolo mulțumesc mulțumim bună ziua domnule doamnă stimate stimată vă rog oameni
            oamenii copii copiii școală casa casă muncă bani banii stradă oraș țară țara guvern guvernul politician politicieni rușine mincinos minciună pentru că acest această aceste acesta
            asta nici numai doar bine rău -ului -ilor -elor -ție -ții -ește -ească -ează -uri
            """),
        ("tr", "ğşıİöüç", """
            ve bir bu şu o da de mi mı mu mü ne için ile gibi kadar daha çok az en her hiç bütün tüm ama fakat ancak çünkü eğer veya ya ki değil var yok evet hayır ben sen
            biz siz onlar bana sana ona bize size onlara beni seni onu bizi sizi benim senin onun bizim sizin kim nerede neden niçin nasıl zaman kaç hangi şey şimdi bugün
            yarın dün sonra önce artık hâlâ yine sadece bile olarak olan oldu olur olacak olsun olduğu oluyor etmek ediyor ediyorum ediyoruz yapmak yapıyor istiyorum istiyoruz
            lütfen teşekkür teşekkürler ederim ederiz merhaba sayın bey hanım insanlar insan çocuklar çocuk okul ev evler iş para yol sokak şehir ülke hükümet belediye
            siyasetçi utanç yalancı yalan bunu buna bunun şöyle böyle öyle kendi göre karşı doğru iyi kötü yardım -ları -leri -yor -ınız -iniz -unuz -ların -lerin -dığı -diği -ması -mesi -maz
            -miyor -mıyor -ıyor -lık -ında -inde
            """),
        ("so", "", """
            waa waan waxaa waxay waxaan waxaad wuxuu waxa wax iyo oo ka ku u la ma in inaan inaad inay ay uu aan aad ayaa ayuu ayay baa buu bay ah ahaa ahayd ahay tahay yahay yihiin tihiin nahay
            leh lahaa soo sii si sida sidee maxaa maxay yaa goorma halkee xaggee kani tani kan tan kuwa kale kasta badan yar weyn fiican xun haa maya laakiin haddii markii
            marka sababta sababtoo laga lagu loo inta ilaa hadda maanta berri shalay fadlan mahadsanid mahadsantahay salaan mudane marwo dad dadka carruurta ilmaha
            dugsi dugsiga iskuul guri guriga guryaha shaqo shaqada lacag lacagta wadada magaalada dalka dowladda dawladda siyaasi ceeb been caawimaad caawi caawin i na idin nin naag doonaya
            rabaa rabnaa jira jirto qof qofka adeeg adeegga noo noogu igu ugu aanan maanan aadan maadan weligaa weligeed ballan uga uma kuma kuu kaa taas taasi kaas maxay iga doono doonto doontaan doontaa karo karaa kartaa waayo -ayaa -adda -aha -tay -nay -aan -eysa -ooyin
            """),
        ("nl", "ëï", """
            de het een en van in is op te dat die dit deze voor met niet zijn aan er om ook als maar bij of uit nog naar dan wel over door tot ik jij je u hij zij ze wij we
            jullie mij me hem haar ons hen hun mijn jouw uw onze was waren werd worden wordt heb hebt heeft hebben had hadden ben bent kan kunnen kunt moet moeten mag mogen wil willen
            zal zullen zou zouden doen doet gedaan gaan gaat komt komen maken maakt geen niets nooit altijd alleen meer veel weinig alle alles iedereen iemand iets waarom
            wat wie waar wanneer hoe welke hier daar nu vandaag morgen weer toch zo heel erg goed slecht bedankt dank hallo beste geachte mevrouw meneer alstublieft mensen kinderen
            school huis huizen werk geld straat stad land regering politiek politicus schande leugenaar leugen omdat zonder tegen onder tussen tijdens sinds -lijk -heid -ingen -tje -elijk -eren
            """),
        ("sv", "åäö", """
            och att det som en ett är var på av för med den till inte har jag du han hon vi ni de dem om så men man kan ska skall skulle vill måste får när eller hur vad vem
            var varför vilken vilka här där nu idag igår imorgon alltid aldrig också bara redan mycket mer mindre alla allt ingen inget inga någon något några mig dig sig oss er min
            mitt mina din ditt dina sin sitt sina vår vårt våra ert era hans hennes deras detta denna dessa från under över efter utan mellan mot genom vid hos än bli blir blev
            vara varit hade haft gör göra gjort går gå kommer komma säger säga tack hej bästa snälla människor folk barn skola skolan hus jobb arbete pengar väg gata stad landet
            regeringen politik politiker skam lögnare lögn eftersom därför bra dålig -ningar -het -ande -arna -erna -ligt
            """),
    ];
}
