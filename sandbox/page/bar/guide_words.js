// What the guide says, in bokmål and in English. What stands on the bot's own buttons is bokmål in both: Solvik speaks it.

export const TONGUES = { nb: "Norsk", en: "English" };

export const WORDS = {
  nb: {
    label: "Slik prøver du",
    hide: "Skjul veiledningen",
    done: "Gjort",
    all: "Det var alt. Prøv gjerne igjen med et annet spørsmål, eller i den andre chatten.",
    ask: ["Skriv som innbygger", "Sett inn et eksempel", "Velg hvem du er på Facebook, og spør om noe under et innlegg."],
    call: ["Spør en fagperson", "Gå til kortet", "Trykk «Spør fagperson» på kortet i {chat}. Innbyggeren får vite når svaret kommer."],
    reply: ["Svar i tråden", "Bli {name}", "Skriv svaret med vanlige ord i tråden, som fagperson. Ingenting derfra blir offentlig av seg selv."],
    publish: ["Publiser svaret", "Bli {name}", "Les forslaget i tråden som Kommunetorget, og trykk «Publiser». Da står svaret på Facebook."],
    clock: ["Flytt klokka", "En time fram", "Flytt klokka øverst, gjerne helt til fristen. Svarvakt minner om den før den ryker."],
    fault: ["La noe gå galt", "Vis feilene", "Slå på en feil, og prøv en gang til. Innbyggeren skal likevel få ett svar, og bare ett."],
  },
  en: {
    label: "How to try it",
    hide: "Hide the guide",
    done: "Done",
    all: "That was all. Try again with another question, or in the other chat.",
    ask: ["Write as a citizen", "Insert an example", "Choose who you are on Facebook, and ask something under a post."],
    call: ["Ask an expert", "Go to the card", "Press «Spør fagperson» (ask an expert) on the card in {chat}. The citizen is told when the answer will come."],
    reply: ["Answer in the thread", "Become {name}", "As the expert, write the answer in plain words in the thread. Nothing there becomes public by itself."],
    publish: ["Publish the answer", "Become {name}", "As the front desk, read the proposal in the thread and press «Publiser». Then the answer stands on Facebook."],
    clock: ["Move the clock", "One hour ahead", "Move the clock at the top, perhaps all the way to the deadline. Svarvakt reminds the staff before it is broken."],
    fault: ["Let something go wrong", "Show the faults", "Switch a fault on, and try once more. The citizen shall still get one answer, and only one."],
  },
};
