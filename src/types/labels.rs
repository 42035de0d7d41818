//! The closed label sets of the language model: part-of-speech tags, dependency relations, kinds of names.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[repr(u8)]
        pub enum $name { #[default] $($variant),+ }

        impl $name {
            /// All labels, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As the model and CoNLL-U write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(format!("no {} is called “{text}”", stringify!($name))) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>), plus spaCy's `SPACE`. `Unset` is spaCy's empty value.
    Pos { Unset = "", Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Conj = "CONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X", Space = "SPACE" }
}

labels! {
    /// Penn Treebank tag in OntoNotes' form, plus spaCy's `_SP`.
    Tag { Unset = "", Dollar = "$", CloseQuote = "''", Comma = ",", LeftBracket = "-LRB-", RightBracket = "-RRB-", Period = ".", Colon = ":",
        Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Hyph = "HYPH", In = "IN", Jj = "JJ",
        Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT",
        Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH",
        Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB",
        Xx = "XX", Space = "_SP", OpenQuote = "``" }
}

labels! {
    #[allow(clippy::enum_variant_names, reason = "Dep is a relation among them")]
    /// Dependency relation in the ClearNLP scheme that spaCy's English models use.
    Dep { Unset = "", Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent", Amod = "amod", Appos = "appos",
        Attr = "attr", Aux = "aux", Auxpass = "auxpass", Case = "case", Cc = "cc", Ccomp = "ccomp", Compound = "compound", Conj = "conj",
        Csubj = "csubj", Csubjpass = "csubjpass", Dative = "dative", Dep = "dep", Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj",
        Mark = "mark", Meta = "meta", Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod", Nsubj = "nsubj", Nsubjpass = "nsubjpass",
        Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis", Pcomp = "pcomp", Pobj = "pobj", Poss = "poss", Preconj = "preconj",
        Predet = "predet", Prep = "prep", Prt = "prt", Punct = "punct", Quantmod = "quantmod", Relcl = "relcl", Xcomp = "xcomp" }
}

labels! {
    /// Kind of a name in OntoNotes' scheme (18 kinds).
    NameLabel { Cardinal = "CARDINAL", Date = "DATE", Event = "EVENT", Fac = "FAC", Gpe = "GPE", Language = "LANGUAGE", Law = "LAW", Loc = "LOC",
        Money = "MONEY", Norp = "NORP", Ordinal = "ORDINAL", Org = "ORG", Percent = "PERCENT", Person = "PERSON", Product = "PRODUCT",
        Quantity = "QUANTITY", Time = "TIME", WorkOfArt = "WORK_OF_ART" }
}
