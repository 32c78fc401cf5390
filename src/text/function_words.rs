//! Function words: articles, prepositions, pronouns, auxiliaries. Two texts in one language share them by grammar.
//!
//! A small batch cannot show how common a word is, so the most frequent words of the languages of most news are known
//! from the start. The lists are closed classes of each grammar, written down by us, with the forms of *be* and *have*.
//!
//! A list needs words that are tokens. In Chinese they are single characters; Japanese and Thai have no list, since
//! their characters are letters: capping all kana would make a quotation in kana tell nothing.

use super::{Folding, fold, stem, word_hash};

const LISTS: &[&str] = &[
    // French
    "le la les l un une des du de d au aux à en et ou ni mais or donc car que qu qui quoi dont où ce c cet cette ces cela ça \
     ceci il elle ils elles on je j tu nous vous me m te t se s lui leur leurs y son sa ses mon ma mes ton ta tes notre nos \
     votre vos ne n pas plus moins très si comme quand lorsque lorsqu puis alors ainsi aussi bien même tout tous toute toutes \
     autre autres entre vers chez par pour avec sans sous sur dans depuis pendant avant après contre selon jusqu dès lors été \
     être est sont était étaient sera seront serait soit fut sommes êtes suis étant avoir a ont avait avaient aura auront \
     aurait ait eu ai as avons avez ayant fait faire peut peuvent doit dit",
    // English
    "the a an of to in and or nor but for on at by with from as is are was were be been being am it its he him his she her \
     hers they them their theirs we us our you your i me my this that these those there here which who whom whose what when \
     where why how not no if then than so such also too very more most less other another any some all both each every many \
     much few own same into onto over under about above after before between against during through up down out off again \
     once only just can could may might must shall should will would do does did done doing have has had having said says \
     say while because since until s t",
    // German
    "der die das den dem des ein eine einen einem einer eines und oder aber denn sondern dass daß ob wenn als wie wo was wer \
     wen wem ich du er sie es wir ihr ihn ihm ihnen uns euch mich dich sich sein seine seinen seinem seiner seines mein dein \
     unser euer in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter um durch gegen ohne bis seit \
     zwischen ist sind war waren wird werden wurde wurden worden gewesen hat haben hatte hatten bin bist hast kann können \
     soll sollen muss müssen will wollen darf nicht kein keine keinen auch noch nur schon so sehr mehr dann da hier dort \
     dieser diese dieses diesen diesem jeder alle man etwas",
    // Spanish
    "el la los las un una unos unas de del al a en y e o u ni pero sino que quien quienes cual cuales cuyo donde cuando como \
     si no sí lo le les me te se nos os mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa esos esas aquel \
     aquella esto eso yo él ella ellos ellas nosotros usted ustedes con sin por para sobre entre hasta desde hacia contra \
     según tras durante ante bajo es son era eran fue fueron ser sido siendo será está están estaba estar ha han había \
     habían haber hay he más menos muy ya también tan tanto todo toda todos todas otro otra otros otras porque pues",
    // Italian
    "il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla ai agli alle da dal dallo dalla dai \
     dalle in nel nello nella nei negli nelle con su sul sullo sulla sui sulle per tra fra e ed o ma che chi cui quale quali \
     dove quando come se non né si ci vi ne lo li mi ti suo sua suoi sue loro mio tuo nostro questo questa questi queste \
     quello quella quelli io tu lui lei noi voi essi è sono era erano essere stato stata stati fu sarà ha hanno aveva \
     avevano avere avuto ho più meno molto anche già ancora tutto tutti tutta tutte altro altri altra dopo prima contro senza",
    // Portuguese
    "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela pelos pelas para com sem sob sobre \
     entre até desde contra após e ou mas nem que quem qual quais cujo onde quando como se não sim lhe lhes me te seu sua \
     seus suas meu minha nosso este esta estes estas esse essa esses essas aquele aquela isto isso eu ele ela eles elas nós \
     você vocês é são era eram foi foram ser sido será está estão estava estar há tem têm tinha ter havia mais menos muito já \
     também ainda todo toda todos todas outro outra outros outras porque",
    // Dutch
    "de het een en of maar want dat die dit deze wie wat waar wanneer hoe als dan toen om te in op aan van voor met bij naar \
     uit over onder tot door tegen zonder tussen na sinds ik jij je hij zij ze wij we jullie u hem haar hun hen ons mij zich \
     zijn mijn onze is was waren ben bent geweest wordt worden werd werden heeft hebben had hadden heb zal zullen zou zouden \
     kan kunnen kon moet moeten mag niet geen ook nog al er daar hier meer zeer zo veel alle andere",
    // Polish
    "i a w we z ze na do od o po za przez przy dla bez pod nad przed między oraz lub albo ale lecz że żeby aby gdy kiedy jak \
     gdzie co kto który która które którzy których którym nie tak się to ten ta te tego tej tym tych jest są był była było \
     byli być będzie będą został została on ona ono oni one jego jej ich im mu ja ty my wy swój swoje już jeszcze także też \
     tylko bardzo więc niż czy",
    // Russian
    "и в во на с со к ко о об от до из за по под над при для без через между перед а но или что чтобы как когда если где кто \
     который которая которое которые которых не ни да бы же ли то это этот эта эти этого этой тот та те того он она оно они \
     его её ее их им ему ей я ты мы вы нас вас себя свой свою своих был была было были быть есть будет будут уже ещё еще \
     также только так очень все всех все более",
    // Greek
    "ο η το οι τα του της των τον την τους τις ένας μια ένα και ή αλλά ότι πως που όταν αν για με σε στο στη στην στον στις \
     στους στα από προς κατά μετά πριν χωρίς δεν μην θα να είναι ήταν έχει έχουν είχε αυτό αυτή αυτός αυτά αυτοί ως όπως \
     επίσης πιο πολύ όλα όλοι",
    // Turkish
    "ve veya ile bir bu şu o için gibi kadar sonra önce göre karşı da de ki mi mı ne ama ancak fakat çok daha en her hem ise \
     olarak olan oldu olduğu olduğunu var yok değil ben sen biz siz onlar onun bunun tarafından",
    // Arabic
    "في من إلى على عن مع أن إن أو و ثم لا لم لن ما هذا هذه ذلك تلك التي الذي الذين هو هي هم كان كانت قد قال بعد قبل بين كل \
     كما حيث أي غير منذ خلال عند لكن",
    // Hebrew
    "של את על אל עם מן כי לא גם או אם כל זה זו הוא היא הם הן אני אנחנו היה היתה היו יש אין אך אבל אשר כמו בין לפני אחרי רק עוד",
    // Hindi
    "का के की को में से पर ने और या है हैं था थे थी हो यह वह ये वे इस उस जो कि भी तो ही एक नहीं कर किया लिए गया अपने बाद साथ तक",
    // Chinese, simplified and traditional
    "的 了 着 著 也 就 都 很 还 還 又 但 而 且 或 和 与 與 及 并 並 在 从 從 被 把 于 於 之 其 是 不 没 沒 这 這 那 我 你 他 她 它 们 們 个 個 吗 嗎 呢",
];

/// The stem hashes of the function words that are known from the start, sorted.
#[must_use]
pub fn function_stems(folding: Folding) -> Vec<u32> {
    let words = LISTS.iter().flat_map(|list| list.split_whitespace());
    let mut stems: Vec<u32> =
        words.map(|word| word_hash(stem(fold(word, folding).as_bytes())) as u32).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_word_is_known_in_the_form_in_which_it_is_compared() {
        let stems = function_stems(Folding::Diacritics);
        let known = |word: &str| {
            stems.binary_search(&(word_hash(stem(fold(word, Folding::Diacritics).as_bytes())) as u32)).is_ok()
        };
        assert!(known("Été") && known("THE") && known("über") && known("который"));
        assert!(known("的") && known("這"));
        assert!(!known("parlement") && !known("cocoa") && !known("国"));
    }
}
